import type { Calendar } from '@fyntrix/calendar'
import type { CandleSource } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import type { CandleCacheReport } from './candles/cache-report.ts'
import { orReason, placeOf } from './candles/or-reason.ts'
import { placesOf } from './candles/planned-caches.ts'
import { surveyCandleCache } from './candles/survey.ts'
import type { Problem } from './inspection.ts'
import type { Plan } from './plan.ts'
import { surveyValues, type ValueSurvey } from './values/index.ts'
import { type ValuesOptions, valuesToRead } from './values/planned-values.ts'

/** What a plan would bring of candles and values, read through. */
export interface PlanSurvey {
  readonly candles: readonly (CandleCacheReport & { readonly folder: string })[]
  /** Candle caches that cannot be read. */
  readonly unreadCaches: readonly Problem[]
  /** Null where nothing goes to Redis. */
  readonly values: ValueSurvey | null
}

/** Reads the candle caches of a plan, and the values that go to Redis, through. Writes nothing, and connects to nothing but the legacy Redis that it is given. Throws what cannot be read, and the signal's reason. */
export const surveyPlan = async (
  plan: Plan,
  facts: { readonly calendar: Calendar; readonly now: Now; readonly source: CandleSource },
  options: ValuesOptions,
): Promise<PlanSurvey> => {
  const { signal, onProgress } = options
  const candles: PlanSurvey['candles'][number][] = []
  const unreadCaches: Problem[] = []
  for (const planned of plan.candles) {
    const { folder } = planned
    const { cache, instruments } = placesOf(plan.root, planned)
    const report = await orReason(() =>
      surveyCandleCache(facts, cache, {
        instruments,
        signal,
        onProgress: (done, of, file) => onProgress?.(file, done, of),
      }),
    )
    if ('reason' in report) unreadCaches.push({ place: placeOf(folder), reason: report.reason })
    else candles.push({ folder, ...report.found })
  }
  const read = await valuesToRead(plan, facts, options)
  return { candles, unreadCaches, values: read === null ? null : await surveyValues(read.sources, read.options) }
}
