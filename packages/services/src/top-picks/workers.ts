import type { FanOut, FanOutOptions } from './fan-out.ts'
import type { PicksWorker, PicksWorkerOptions } from './fan-out.worker.ts'

// the queue's package takes a third of a second to load: only those who use it wait for it

/** Opens the way to workers; see `FanOut`. */
export const openFanOut = async (options: FanOutOptions): Promise<FanOut> =>
  (await import('./fan-out.ts')).openFanOut(options)

/** Starts a worker in this process: resolves once it works, and waits for Redis as long as it is away. */
export const startPicksWorker = async (options: PicksWorkerOptions): Promise<PicksWorker> =>
  (await import('./fan-out.worker.ts')).startPicksWorker(options)
