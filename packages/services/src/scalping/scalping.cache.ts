import { defineProjection } from '@fyntrix/cache'
import { ScalpingView, toView } from './scalping.view.ts'

const minute = 60

/** Seconds for which a cycle counts as fresh. */
const freshFor = 10 * minute

/** What the scalping monitor saw last in the home's lane. Its version is the instant that it is as of. */
export const scalpingProjection = (prefix: string) =>
  defineProjection(
    {
      pattern: 'scalping:monitor:last',
      description: 'open scalps, and the exits that the last look told',
      schema: ScalpingView,
      encode: toView,
      fresh: freshFor,
      lifetime: 24 * 60 * minute,
    },
    prefix,
  )
