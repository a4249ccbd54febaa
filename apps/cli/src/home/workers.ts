import type { Workers } from '@fyntrix/domain/top-picks'
import { InvalidArgumentError } from 'commander'

/** The file that a worker is started from, below the checkout. */
export const workerEntry = 'apps/scheduler/src/worker.ts'

/** Where the work of runs is done, and how many workers are to be started on this machine. */
export interface WorkersChoice {
  readonly kind: Workers
  readonly here: number
}

const workersByDefault = 2
const mostWorkers = 64

/** Reads `daemon`, `bullmq`, or `bullmq:N` for N workers on this machine, 0 where they are all on others. */
export const parseWorkers = (text: string): WorkersChoice => {
  if (text === 'daemon') return { kind: 'daemon', here: 0 }
  const found = /^bullmq(?::(\d{1,2}))?$/.exec(text)
  const here = Number(found?.[1] ?? workersByDefault)
  if (found === null || here > mostWorkers) {
    throw new InvalidArgumentError(`daemon, bullmq, or bullmq:N with N from 0 to ${mostWorkers}`)
  }
  return { kind: 'bullmq', here }
}

/** What `parseWorkers` reads as this choice. */
export const textOf = ({ kind, here }: WorkersChoice): string => (kind === 'daemon' ? kind : `${kind}:${here}`)
