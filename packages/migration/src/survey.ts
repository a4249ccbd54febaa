import type { Calendar } from '@fyntrix/calendar'
import type { CandleSource } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import type { CandleCacheReport } from './candles/cache-report.ts'
import { placesOf } from './candles/planned-caches.ts'
import { surveyCandleCache } from './candles/survey.ts'
import type { Plan } from './plan.ts'
import { surveyValues, type ValueSurvey } from './values/index.ts'
import { type ValuesOptions, valuesToRead } from './values/planned-values.ts'

/** What a plan would bring of candles and values, read through. */
export interface PlanSurvey {
  readonly candles: readonly (CandleCacheReport & { readonly folder: string })[]
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
  for (const planned of plan.candles) {
    const { folder } = planned
    const { cache, instruments } = placesOf(plan.root, planned)
    const report = await surveyCandleCache(facts, cache, {
      instruments,
      signal,
      onProgress: (done, of, file) => onProgress?.(file, done, of),
    })
    candles.push({ folder, ...report })
  }
  const read = await valuesToRead(plan, facts, options)
  return { candles, values: read === null ? null : await surveyValues(read.sources, read.options) }
}
