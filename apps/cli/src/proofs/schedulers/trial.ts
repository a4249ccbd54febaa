import { setTimeout as delay } from 'node:timers/promises'
import { steps } from './handlers.ts'
import type { Entry } from './journal.ts'
import { type Happening, isEnd, type Pair } from './pair.ts'

/** A whole number in [0, limit]. */
export type Random = (limit: number) => number

/** Where the holder was stopped: amid a transaction, or between two. */
export type StopPoint = 'amid a transaction' | 'between transactions'

/** A holder that was stopped until another had taken over, and went on. */
export interface Trial {
  readonly nominalAt: number
  /** Epoch of the one that was stopped. */
  readonly epoch: number
  readonly stoppedAt: StopPoint
  /** Whether it went on while its successor was still at work, and not after that. */
  readonly amidSuccessor: boolean
  /** How its writes ended after that, and the state that the ledger took from it, which should be null. */
  readonly refused: number
  readonly lost: number
  readonly settled: string | null
}

export interface TrialSettings {
  readonly random: Random
  /** Milliseconds of the handler's pauses, and of ours before it is stopped. */
  readonly longestPauseMs: number
  /** Without a fence nobody takes the locks of one that is stopped: then it goes on before its successor waits for them. */
  readonly fenced: boolean
}

/** One trial on a pair, or null where the holder had ended, or lost its lease, before it was stopped. `after` is the nominal time of the one before. */
export const makeTrial = async (
  pair: Pair,
  after: number,
  { random, longestPauseMs, fenced }: TrialSettings,
): Promise<{ readonly nominalAt: number; readonly trial: Trial | null }> => {
  const { happenings } = pair
  const isBegin = (one: Happening): one is Happening & { kind: 'began' } =>
    one.kind === 'began' && one.nominalAt > after
  const { from, nominalAt, epoch } = await happenings.first(isBegin, 'an attempt')
  const holder = pair.at(from)
  type OfHolder = Happening & { kind: 'inserted' | 'wrote' | 'ended' }
  const isOfHolder = (one: Happening): one is OfHolder =>
    'from' in one && one.from === from && one.nominalAt === nominalAt && one.epoch === epoch && one.kind !== 'began'
  const [step, kind] = [1 + random(steps - 1), random(1) === 0 ? 'inserted' : 'wrote']
  const isPoint = (one: Happening): one is OfHolder =>
    isOfHolder(one) && (one.kind === 'ended' || (one.kind === kind && one.step === step))
  await happenings.first(isPoint, `step ${step}`)
  await delay(random(longestPauseMs))
  const isOver = (one: Happening): one is Entry =>
    one.kind === 'entered' &&
    one.nominalAt === nominalAt &&
    ((one.epoch ?? 0) > epoch || (one.epoch === epoch && one.state !== 'running'))
  if (happenings.has(isOver)) return { nominalAt, trial: null }

  holder.signal('SIGSTOP')
  try {
    const next = await happenings.first(isOver, 'a take-over of what was stopped')
    if (next.epoch === epoch) return { nominalAt, trial: null }
    const told = happenings.all().filter(isOfHolder)
    const stoppedAt = told.at(-1)?.kind === 'inserted' ? 'amid a transaction' : 'between transactions'
    const amidSuccessor = random(1) === 0 || !fenced
    if (!amidSuccessor) await happenings.first(isEnd(nominalAt), 'the end of what was taken over')
    const before = told.length
    holder.signal('SIGCONT')
    const isLast = (one: Happening): one is OfHolder & { kind: 'ended' } => isOfHolder(one) && one.kind === 'ended'
    const { state } = await happenings.first(isLast, 'the end of what was stopped')
    await happenings.first(isEnd(nominalAt), 'the end of what was taken over')
    const written = happenings
      .all()
      .filter(isOfHolder)
      .slice(before)
      .flatMap((one) => (one.kind === 'wrote' ? [one.outcome] : []))
    const count = (outcome: string) => written.filter((one) => one === outcome).length
    return {
      nominalAt,
      trial: {
        nominalAt,
        epoch,
        stoppedAt,
        amidSuccessor,
        refused: count('refused'),
        lost: count('lost'),
        settled: state,
      },
    }
  } finally {
    holder.signal('SIGCONT')
    happenings.forget((one) => one.nominalAt < nominalAt)
  }
}
