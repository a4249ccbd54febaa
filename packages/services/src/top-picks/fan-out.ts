import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Answers } from '@fyntrix/analysis'
import { connect } from '@fyntrix/cache'
import { DomainError } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import { collect, type Patience } from './fan-out.collect.ts'
import { PartAnswer, partId, partsOf, type RunPart } from './fan-out.part.ts'
import { createPartsQueue } from './fan-out.parts.ts'
import { answersAbout, type SymbolWork } from './symbol-work.ts'

export interface FanOutOptions {
  readonly redisUrl: string
  /** Goes before every key, as the workers have it. */
  readonly prefix: string
  /** Name of the process, as Redis shows it. */
  readonly name: string
  readonly log: Log
  readonly patience?: Patience
}

/** Asks workers on any machine, through a queue in Redis. */
export interface FanOut extends SymbolWork {
  /** Ends the runs that wait, with `unavailable`, and closes the connection. */
  close(): Promise<void>
}

/** Members in a part: under half a second of work, so that a part that has to be done again costs little and a worker still sees to its lock. */
const partSize = 8

const standardPatience: Patience = { begin: 20_000, move: 60_000 }

/** The answers in what a worker said of a part, or why there are none. */
const understood = ({ members }: RunPart, told: unknown): readonly Answers[] | string => {
  const answer = PartAnswer.safeParse(told)
  if (!answer.success) return 'what a worker answered is not of a shape that is known here'
  if (!answer.data.given) return answer.data.reason
  const { analyses } = answer.data
  const symbols = analyses.map(({ symbol }) => symbol)
  return isDeepStrictEqual(symbols, members.symbols)
    ? analyses.map(({ results }) => results)
    : 'a worker answered about other members'
}

/**
 * Opens it. Parts that workers decline are answered in this process, from the candles that the run has read: such a part is slower, never different. Nothing
 * waits for Redis here.
 */
export const openFanOut = ({ redisUrl, prefix, name, log, patience = standardPatience }: FanOutOptions): FanOut => {
  const redis = connect({
    url: redisUrl,
    name: `${name}-queue`,
    onError: (error) => log.warn({ err: error }, 'the connection to the queue of runs failed; trying again'),
  })
  const queue = createPartsQueue({ redis, prefix, log })
  const closing = new AbortController()
  const running = new Set<Promise<unknown>>()

  const takeOut = async (parts: ReadonlyMap<string, RunPart>): Promise<void> => {
    try {
      await queue.remove([...parts.keys()])
    } catch (error) {
      log.warn({ err: error }, 'parts of a run stay in the queue until its bounds remove them')
    }
  }

  const ask: SymbolWork['answersOf'] = async (plan, signal) => {
    const attempt = randomUUID()
    const parts = new Map(partsOf(plan, partSize).map((part, i) => [partId(attempt, i), part]))
    const ends = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
    try {
      const told = await collect(queue, parts, { patience, signal: ends })
      return [...parts].flatMap(([id, part]) => {
        const answers = understood(part, told.get(id))
        if (typeof answers !== 'string') return answers
        log.warn({ part: id, reason: answers }, 'a worker declined a part of a run: it is done here')
        return answersAbout(plan, part.members.symbols)
      })
    } finally {
      await takeOut(parts)
    }
  }

  return {
    answersOf(plan, signal) {
      if (plan.fresh.length === 0) return Promise.resolve([])
      const asking = ask(plan, signal).finally(() => running.delete(asking))
      running.add(asking)
      return asking
    },
    async close() {
      closing.abort(new DomainError('unavailable', 'this process stops: try again'))
      // whoever asked hears of the end; here it matters only that nothing is left to do
      await Promise.allSettled(running)
      await queue.close()
      redis.disconnect()
    },
  }
}
