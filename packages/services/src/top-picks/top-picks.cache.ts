import { defineHash, defineProjection, type Projection } from '@fyntrix/cache'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import { defineIdIndex } from '../shared/index.ts'
import { RunFields, TopPicksView, toFields, toView } from './top-picks.view.ts'

const hour = 3_600

/** The latest run of a universe and mode in the home's lane. It stands until it is replaced; the reader judges by the session whether it is stale. */
export const topPicksProjection = (prefix: string): Projection<'top_picks:{universe}:{mode}', TopPicksRun> =>
  defineProjection(
    {
      pattern: 'top_picks:{universe}:{mode}',
      description: 'latest top picks of a universe and mode',
      schema: TopPicksView,
      encode: toView,
      fresh: hour,
      lifetime: 7 * 24 * hour,
    },
    prefix,
  )

/** How many runs are kept in Redis, the newest of all universes and modes. */
export const keptRuns = 200

/** What Redis holds of runs beside the latest one: under the names that legacy readers know. The index is scored by the as-of instant, epoch milliseconds. */
export const runProjections = (prefix: string) => ({
  latest: defineProjection(
    {
      pattern: 'picks:latest:{universe}:{mode}',
      description: 'the latest top picks once more, for readers who are content with five minutes',
      schema: TopPicksView,
      encode: toView,
      fresh: 150,
      lifetime: 300,
    },
    prefix,
  ),
  newest: defineIdIndex({ pattern: 'picks:runs', description: 'the newest runs', capacity: keptRuns }, prefix),
  run: defineHash(
    {
      pattern: 'picks:run:{run_id}',
      description: 'a run with its picks',
      schema: RunFields,
      encode: toFields,
      decode: (fields) => fields,
      lifetime: '7d',
    },
    prefix,
  ),
})
