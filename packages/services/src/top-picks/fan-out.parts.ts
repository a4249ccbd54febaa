import { type Job, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Log } from '../shared/index.ts'
import type { RunPart } from './fan-out.part.ts'
import { requireNoEviction } from './fan-out.policy.ts'
import { keptEvents, keptParts, keptSeconds, partOptions, queueName, queuePrefix } from './fan-out.queue.ts'

/** How a part stands. `turns` is how often a worker took it. */
export type PartState =
  | { readonly state: 'absent' }
  | { readonly state: 'open'; readonly turns: number }
  | { readonly state: 'answered'; readonly answer: unknown }
  | { readonly state: 'failed'; readonly reason: string }

/** Parts of runs in the queue. Everything throws when Redis does not answer, and works again when it does; `refused` where it evicts. */
export interface PartsQueue {
  /** Puts parts in that are not there; those that are stay as they are. */
  add(parts: ReadonlyMap<string, RunPart>): Promise<void>
  look(id: string): Promise<PartState>
  /** Takes parts out, but those that are being worked on: they leave by the queue's bounds. */
  remove(ids: readonly string[]): Promise<void>
  close(): Promise<void>
}

const stateOf = (job: Job | undefined): PartState => {
  if (job === undefined) return { state: 'absent' }
  if (job.finishedOn === undefined) return { state: 'open', turns: job.attemptsStarted }
  const answer: unknown = job.returnvalue
  return answer === null || answer === undefined
    ? { state: 'failed', reason: job.failedReason }
    : { state: 'answered', answer }
}

/** The queue on a connection that fails at once while Redis is away; the caller closes the connection. */
export const createPartsQueue = ({
  redis,
  prefix,
  log,
}: {
  readonly redis: Redis
  readonly prefix: string
  readonly log: Log
}): PartsQueue => {
  let opened: Promise<Queue> | undefined

  const open = async (): Promise<Queue> => {
    // once more than at the start, where Redis may have been away
    await requireNoEviction(redis, log)
    const queue = new Queue(queueName, {
      connection: redis,
      prefix: queuePrefix(prefix),
      defaultJobOptions: partOptions,
      streams: { events: { maxLen: keptEvents } },
    })
    queue.on('error', (error) => log.warn({ err: error }, 'the queue of runs failed; trying again'))
    await queue.waitUntilReady()
    return queue
  }

  /** A queue that fails to open stays so: the next caller opens another. */
  const ready = (): Promise<Queue> => {
    if (redis.status !== 'ready') throw new Error('Redis is not connected')
    opened ??= open().catch((cause: unknown) => {
      opened = undefined
      throw cause
    })
    return opened
  }

  return {
    async add(parts) {
      const queue = await ready()
      // a Redis that lost everything lost this bound too, and an event holds what was answered
      await redis.hset(queue.toKey('meta'), { 'opts.maxLenEvents': keptEvents })
      // what a process left here that died while nobody worked
      await queue.clean(keptSeconds * 1_000, keptParts, 'wait')
      await queue.addBulk([...parts].map(([jobId, data]) => ({ name: 'part', data, opts: { jobId } })))
    },
    look: async (id) => stateOf(await (await ready()).getJob(id)),
    async remove(ids) {
      const queue = await ready()
      await Promise.all(ids.map((id) => queue.remove(id)))
    },
    async close() {
      await (await opened)?.close()
    },
  }
}
