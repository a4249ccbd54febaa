import { defineProjection } from '@fyntrix/cache'
import { PositionsView, toView } from './positions.view.ts'

const minute = 60

/** Seconds for which what was seen counts as fresh. */
const freshFor = 10 * minute

/** What the monitor of top-picks positions saw last in the home's lane. Its version is the instant that it is as of. */
export const positionsProjection = (prefix: string) =>
  defineProjection(
    {
      pattern: 'top_picks:monitor:positions:last',
      description: 'picks of all runs as positions, priced',
      schema: PositionsView,
      encode: toView,
      fresh: freshFor,
      lifetime: 24 * 60 * minute,
    },
    prefix,
  )
