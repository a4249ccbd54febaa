import { daemonSettings } from '@fyntrix/services/jobs'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Scratch } from '../../shared/scratch.ts'
import type { Journal } from './journal.ts'
import { startPair } from './pair.ts'
import { makeTrial, type StopPoint } from './trial.ts'
import { hasRun, judge, problemsOf } from './verdict.ts'

export interface FencingTally {
  readonly trials: number
  readonly stopped: Readonly<Record<StopPoint, number>>
  /** Of all, those in which the stopped one went on while its successor was at work. */
  readonly amidSuccessor: number
  /** Writes that were tried after that: refused by the fence, or on a connection that the server had ended. */
  readonly refused: number
  readonly lost: number
  /** Rows of an older attempt that were committed after a newer one had begun. */
  readonly staleWrites: number
  /** Occurrences that were given up because their attempts lost leases or connections too often. */
  readonly givenUp: number
  /** Attempts that had ended, or lost their lease, before they were stopped: no trials. */
  readonly notStopped: number
  readonly seconds: number
}

const everySecond = '* * * * * *'
const longestPauseMs = 15

/** Trials on one way to PostgreSQL. */
export interface Course {
  readonly n: number
  readonly seed: number
  /** Length of a lease, milliseconds. */
  readonly lease: number
  /** Pairs of daemons at work at a time. */
  readonly pairs: number
  readonly fenced: boolean
  readonly databaseUrl: string
  /** Begins the ids of its jobs. */
  readonly name: string
  readonly onTrial: (broken: readonly string[]) => void
}

/** Makes all of them. Throws, with what the ledger says, where one comes to a halt. */
export const runCourse = async (scratch: Scratch, journal: Journal, course: Course): Promise<FencingTally> => {
  const { n, seed, lease, pairs, fenced, databaseUrl, name, onTrial } = course
  const tally = { trials: 0, amidSuccessor: 0, refused: 0, lost: 0, staleWrites: 0, givenUp: 0, notStopped: 0 }
  const stopped = { 'amid a transaction': 0, 'between transactions': 0 }
  const begun = performance.now()
  let left = n
  const work = async (index: number): Promise<void> => {
    const generator = xoroshiro128plus(seed * pairs + index)
    const random = (limit: number) => uniformInt(generator, 0, limit)
    const pair = await startPair(scratch, journal, `${name}.${index}`, {
      databaseUrl,
      ...daemonSettings,
      leaseMs: lease,
      pattern: everySecond,
      work: { kind: 'steps', fenced, longestPauseMs, seed: seed * pairs + index },
    })
    let last = 0
    while (left > 0) {
      left -= 1
      const { nominalAt, trial } = await makeTrial(pair, last, { random, longestPauseMs, fenced }).catch(
        async (cause: unknown) => {
          throw new Error(`${pair.jobId} came to a halt: ${await journal.explain(pair.jobId)}`, { cause })
        },
      )
      last = nominalAt
      if (trial === null) {
        left += 1
        tally.notStopped += 1
        continue
      }
      const verdict = await judge(journal.pool, pair.jobId, nominalAt)
      tally.trials += 1
      stopped[trial.stoppedAt] += 1
      tally.amidSuccessor += trial.amidSuccessor ? 1 : 0
      tally.refused += trial.refused
      tally.lost += trial.lost
      tally.staleWrites += verdict.stale
      tally.givenUp += hasRun(verdict.state) ? 0 : 1
      const settled = trial.settled === null ? [] : [`the ledger took ${trial.settled} from an older attempt`]
      const problems = [...problemsOf(verdict), ...settled]
      onTrial(problems.map((problem) => `${pair.jobId} at ${new Date(nominalAt).toISOString()}: ${problem}`))
    }
    await Promise.all([pair.at(0).stop(), pair.at(1).stop()])
  }
  await Promise.all(Array.from({ length: pairs }, (_, index) => work(index)))
  return { ...tally, stopped, seconds: (performance.now() - begun) / 1_000 }
}
