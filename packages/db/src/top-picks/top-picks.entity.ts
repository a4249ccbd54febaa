import { Lane } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import { Mode, RunTrigger } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { defineEntity, p } from '@mikro-orm/core'

/** One run of top picks: what is asked of runs in columns, the whole run in `payload`. Rows are never changed or deleted. */
export const TopPicksRunSchema = defineEntity({
  name: 'TopPicksRunEntity',
  tableName: 'top_picks_runs',
  properties: {
    id: p.uuid().primary(),
    externalId: p.text().nullable().unique('top_picks_runs_external_id_unique'),
    lane: p.enum(Lane.options),
    source: p.text(),
    universe: p.enum(Universe.options),
    mode: p.enum(Mode.options),
    asOf: p.datetime(),
    session: p.date(),
    trigger: p.enum(RunTrigger.options),
    startedAt: p.datetime(),
    finishedAt: p.datetime(),
    elapsedMs: p.double(),
    configVersion: p.text(),
    weights: p.json<TopPicksRun['weights']>(),
    coverage: p.double(),
    totalMembers: p.integer(),
    totalWithCandles: p.integer(),
    totalAnalyzed: p.integer(),
    totalCovered: p.integer(),
    pickCount: p.integer(),
    abstention: p.json<NonNullable<TopPicksRun['abstention']>>().nullable(),
    provenance: p.json<TopPicksRun['provenance']>(),
    inputHash: p.text(),
    exclusions: p.json<TopPicksRun['exclusions']>(),
    payload: p.json<TopPicksRun>(),
    payloadSchema: p.integer(),
    fence: p.bigint('number'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'top_picks_runs_latest_index',
      columns: [
        { name: 'lane' },
        { name: 'universe' },
        { name: 'mode' },
        { name: 'as_of', sort: 'DESC' },
        { name: 'finished_at', sort: 'DESC' },
        { name: 'id', sort: 'DESC' },
      ],
    },
    { name: 'top_picks_runs_newest_index', properties: ['lane', 'asOf', 'finishedAt', 'id'] },
  ],
  checks: [{ name: 'top_picks_runs_simulated_check', expression: `(lane = 'simulated') = (source = 'simulated')` }],
})
export class TopPicksRunEntity extends TopPicksRunSchema.class {}
TopPicksRunSchema.setClass(TopPicksRunEntity)

/** The latest run of a lane, universe and mode, and the highest fencing number that ever wrote there. */
export const TopPicksHeadSchema = defineEntity({
  name: 'TopPicksHeadEntity',
  tableName: 'top_picks_heads',
  properties: {
    lane: p.enum(Lane.options).primary(),
    universe: p.enum(Universe.options).primary(),
    mode: p.enum(Mode.options).primary(),
    fence: p.bigint('number').default(0),
    run: () => p.manyToOne(TopPicksRunEntity).ref().nullable().deleteRule('restrict'),
    asOf: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    version: p.bigint('number').default(0),
  },
})
export class TopPicksHeadEntity extends TopPicksHeadSchema.class {}
TopPicksHeadSchema.setClass(TopPicksHeadEntity)
