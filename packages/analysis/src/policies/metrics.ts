import type { ArmMetrics, EntryMetrics, PolicyMetrics } from '@fyntrix/domain/policies'
import { emptyStatistics, merge } from './arm-statistics.ts'
import { own } from './own.ts'

/** An arm of which nothing was seen. */
export const emptyArm: ArmMetrics = Object.freeze({ overall: emptyStatistics, contexts: Object.freeze({}) })

/** An entry arm of which nothing was seen. */
export const emptyEntry: EntryMetrics = Object.freeze({ ...emptyArm, refused: 0, notEvaluable: 0 })

/** The metrics of a policy that has seen nothing. */
export const emptyMetrics: PolicyMetrics = Object.freeze({
  schema: 1,
  outcomes: 0,
  unavailable: 0,
  exits: Object.freeze({}),
  entries: Object.freeze({}),
})

type Keyed<T> = Readonly<Record<string, T>>

const mergeKeys = <T>(a: Keyed<T>, b: Keyed<T>, nothing: T, mergeValues: (a: T, b: T) => T): Record<string, T> =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [
      key,
      mergeValues(own(a, key) ?? nothing, own(b, key) ?? nothing),
    ]),
  )

const mergeArms = (a: ArmMetrics, b: ArmMetrics): ArmMetrics => ({
  overall: merge(a.overall, b.overall),
  contexts: mergeKeys(a.contexts, b.contexts, emptyStatistics, merge),
})

const mergeEntries = (a: EntryMetrics, b: EntryMetrics): EntryMetrics => ({
  ...mergeArms(a, b),
  refused: a.refused + b.refused,
  notEvaluable: a.notEvaluable + b.notEvaluable,
})

/**
 * Metrics over the picks of both, each of which must be counted in one only. Counts are exact; means depend on order and grouping by rounding only.
 */
export const mergeMetrics = (a: PolicyMetrics, b: PolicyMetrics): PolicyMetrics => ({
  schema: 1,
  outcomes: a.outcomes + b.outcomes,
  unavailable: a.unavailable + b.unavailable,
  exits: mergeKeys(a.exits, b.exits, emptyArm, mergeArms),
  entries: mergeKeys(a.entries, b.entries, emptyEntry, mergeEntries),
})
