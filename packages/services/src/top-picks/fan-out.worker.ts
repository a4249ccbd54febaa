import { Worker } from 'bullmq'
import type { Candles } from '../candles/index.ts'
import type { Log } from '../shared/index.ts'
import { answerPart } from './fan-out.answer.ts'
import type { PartAnswer } from './fan-out.part.ts'
import { queueName, queuePrefix } from './fan-out.queue.ts'

export interface PicksWorkerOptions {
  readonly candles: Candles
  readonly redisUrl: string
  /** Goes before every key, as those have it who put parts in. */
  readonly prefix: string
  /** What the queue calls this worker. */
  readonly name: string
  /** Parts at once: while one computes, others read. */
  readonly concurrency: number
  /** Milliseconds without a sign of life after which others may take this worker's parts over; they look twice as often. 10,000 by default. */
  readonly lockMs?: number
  readonly log: Log
}

export interface PicksWorker {
  /** Takes no more parts and ends those it has. */
  close(): Promise<void>
}

/** A part whose workers died more often than this is not tried again: it may be what kills them. */
const mostTakeOvers = 3

const reconnectCeiling = 500

/** Works the queue. Resolves once it does; waits for Redis as long as it is away, now and later. */
export const startPicksWorker = async ({
  candles,
  redisUrl,
  prefix,
  name,
  concurrency,
  lockMs = 10_000,
  log,
}: PicksWorkerOptions): Promise<PicksWorker> => {
  const worker = new Worker<unknown, PartAnswer>(queueName, ({ data }) => answerPart(candles, data), {
    connection: {
      url: redisUrl,
      connectionName: name,
      maxRetriesPerRequest: null,
      retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), reconnectCeiling),
    },
    prefix: queuePrefix(prefix),
    name,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    maxStalledCount: mostTakeOvers,
  })
  worker.on('error', (error) => log.warn({ err: error }, 'the queue of runs failed; trying again'))
  worker.on('failed', (job, error) => log.error({ part: job?.id, err: error }, 'a part of a run failed'))
  worker.on('stalled', (part) => log.warn({ part }, 'a part of a run is taken over: its worker gave no sign of life'))
  worker.on('completed', ({ id }, { given }) => log.info({ part: id, given }, 'a part of a run is done'))
  await worker.waitUntilReady()
  return { close: () => worker.close() }
}
