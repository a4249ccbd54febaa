import { DomainError } from '@fyntrix/domain/shared'
import { differenceOf } from './difference.ts'
import type { Judged } from './judge.ts'
import type { LeftValues, Named, QuarantinedFacts } from './report.ts'
import { judgeAll, type ReadingOptions, type ValueSources } from './sources.ts'
import { Aside, type OnQuarantined } from './survey-values.ts'
import { adopt, type Move, presentOf, refuseSame, type ValueTarget, valueOf } from './target.ts'

/** What an import did. Every value that was read is in exactly one of `moved` to `quarantined`. */
export interface ValueImport {
  readonly read: number
  readonly moved: number
  /** Values that are here already, as they are there. */
  readonly unchanged: number
  /** Values whose place here holds another one, which stays. */
  readonly kept: readonly Named[]
  /** Values that were over before they could be moved. */
  readonly expired: readonly Named[]
  /** Values that are known and not moved. */
  readonly left: readonly LeftValues[]
  readonly quarantined: readonly QuarantinedFacts[]
  /** Values that were moved as they are, and what is odd about them. */
  readonly notes: readonly Named[]
}

export interface ImportOptions extends ReadingOptions {
  readonly onQuarantined?: OnQuarantined
}

const over = 'it ended before it could be moved'
const stays = 'another value is in its place here, and stays: ours is never replaced'

/** What a service says of a value that it cannot keep; everything else is no fault of the value. */
const refusalOf = (error: unknown): string | undefined => {
  const ofValue =
    error instanceof TypeError ||
    error instanceof RangeError ||
    (error instanceof DomainError && error.code === 'invalid-input')
  return ofValue ? error.message : undefined
}

const follows =
  'an earlier value of the legacy system is here until it ends: call again then, or once the legacy system is stopped'

type Outcome = 'moved' | 'unchanged' | 'kept' | 'earlier' | 'expired'

const moveOne = async (target: ValueTarget, move: Move): Promise<Outcome> => {
  const present = await presentOf(target, move)
  if (present !== undefined) {
    if (present.same || differenceOf(valueOf(move), present.value) === null) return 'unchanged'
    return present.earlier ? 'earlier' : 'kept'
  }
  const lifetimeMs = Math.floor(move.until - performance.now())
  if (lifetimeMs < 1) return 'expired'
  return (await adopt(target, move, lifetimeMs)) ? 'moved' : 'kept'
}

/**
 * Moves legacy values into this installation's Redis, each for as long as it had to live there and no longer. What is here is never replaced, so that a second call
 * changes nothing and one that was stopped goes on; what cannot be moved is told with its reason, and never run. The legacy Redis and folder are only read. Throws
 * `unavailable` when either Redis fails, `invalid-input` for a folder that is none and a legacy Redis that is ours, and the signal's reason: what was moved stays.
 */
export const importValues = async (
  target: ValueTarget,
  sources: ValueSources,
  options: ImportOptions,
): Promise<ValueImport> => {
  if (sources.redis !== undefined) await refuseSame(sources.redis, target.redis)
  const aside = new Aside(options.onQuarantined)
  const kept: Named[] = []
  const counts = { read: 0, moved: 0, unchanged: 0 }

  const take = async (judged: Judged): Promise<void> => {
    const { raw, decision } = judged
    if (await aside.takes(judged)) return aside.note(judged)
    if (!('until' in decision)) throw new DomainError('internal', `nothing was decided about ${raw.place}`)
    try {
      const outcome = await moveOne(target, decision)
      if (outcome === 'kept' || outcome === 'earlier')
        kept.push({ place: raw.place, reason: outcome === 'kept' ? stays : follows })
      else if (outcome === 'expired') aside.expired.push({ place: raw.place, reason: over })
      else counts[outcome] += 1
      aside.note(judged)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === undefined) throw error
      await aside.quarantine(raw, refusal)
    }
  }

  for await (const judged of judgeAll(sources, options)) {
    counts.read += 1
    await take(judged)
  }
  const { expired, left, quarantined, notes } = aside
  return { ...counts, kept, expired, left, quarantined, notes }
}
