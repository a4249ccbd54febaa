import { defineProjection, type Projection } from '@fyntrix/cache'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import { TopPicksView, toView } from './top-picks.view.ts'

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
