import { type Difference, differenceOf } from './difference.ts'
import type { LeftValues, Named, QuarantinedFacts } from './report.ts'
import { judgeAll, type ReadingOptions, type ValueSources } from './sources.ts'
import { Aside } from './survey-values.ts'
import { type Move, presentOf, refuseSame, type ValueTarget, valueOf } from './target.ts'

/** A value that is another one here, and where it differs first. */
export interface ValueDifference extends Difference {
  readonly place: string
}

/** A value that ends here earlier or later than there, in milliseconds from when it was compared. */
export interface TimeDifference {
  readonly place: string
  readonly legacyMs: number
  /** Null for one that never ends. */
  readonly oursMs: number | null
}

/** Legacy values beside ours. Everything is as it was moved where `missing`, `different` and `times` are empty. */
export interface ValueVerification {
  readonly read: number
  /** Values that are the same here, by type, in value and in time, by the kind of their place. */
  readonly same: { readonly unified: number; readonly general: number; readonly levels: number }
  readonly missing: readonly string[]
  readonly different: readonly ValueDifference[]
  /** Values that are the same but for their time. */
  readonly times: readonly TimeDifference[]
  readonly toleranceMs: number
  readonly expired: readonly Named[]
  readonly left: readonly LeftValues[]
  readonly quarantined: readonly QuarantinedFacts[]
}

export interface VerifyOptions extends ReadingOptions {
  /** Milliseconds by which a value may end earlier or later here; 2,000 by default. */
  readonly toleranceMs?: number
}

/** A second for the way from one server to the other, and one for a machine that is busy. */
const usualTolerance = 2_000

const away = (move: Move, oursMs: number | null): { legacyMs: number; byMs: number } => {
  const legacyMs = Math.round(move.until - performance.now())
  return { legacyMs, byMs: oursMs === null ? Number.POSITIVE_INFINITY : Math.abs(oursMs - legacyMs) }
}

/**
 * Compares legacy values with ours: type, value and remaining time. Reads both, writes neither. Values that end meanwhile are told as expired. Throws as
 * `importValues`.
 */
export const verifyValues = async (
  target: ValueTarget,
  sources: ValueSources,
  options: VerifyOptions,
): Promise<ValueVerification> => {
  if (sources.redis !== undefined) await refuseSame(sources.redis, target.redis)
  const { toleranceMs = usualTolerance } = options
  const aside = new Aside()
  const same = { unified: 0, general: 0, levels: 0 }
  const missing: string[] = []
  const different: ValueDifference[] = []
  const times: TimeDifference[] = []
  let read = 0

  const compare = async (place: string, move: Move): Promise<void> => {
    const present = await presentOf(target, move)
    const { legacyMs, byMs } = away(move, present?.lifetimeMs ?? null)
    if (present === undefined) {
      if (legacyMs <= toleranceMs) aside.expired.push({ place, reason: 'it is about to end, and may have ended here' })
      else missing.push(place)
      return
    }
    const difference = differenceOf(valueOf(move), present.value)
    if (difference !== null) different.push({ place, ...difference })
    else if (byMs > toleranceMs) times.push({ place, legacyMs, oursMs: present.lifetimeMs })
    else same[move.kind] += 1
  }

  for await (const judged of judgeAll(sources, options)) {
    read += 1
    if (!(await aside.takes(judged)) && 'until' in judged.decision) await compare(judged.raw.place, judged.decision)
  }
  const { expired, left, quarantined } = aside
  return { read, same, missing, different, times, toleranceMs, expired, left, quarantined }
}
