import {
  AlertsEvent,
  FillsQuery,
  LatestSnapshot,
  LatestSnapshotQuery,
  LedgerEntry,
  MonitorRequest,
  PortfolioSnapshot,
  PortfolioSubscription,
  PositionPlan,
  Positions,
  PositionsQuery,
  RecordedFills,
  RecordFillsRequest,
  SetPlanRequest,
  SnapshotEvent,
  SnapshotHistoryQuery,
} from '@fyntrix/domain/portfolio'
import { z } from 'zod'
import { eventStream } from '../shared/event-stream.ts'
import { followed } from '../shared/followed.ts'
import { router, scoped } from '../trpc.ts'

export const portfolioRouter = router({
  /** Enters fills, splits, bonuses and reversals into the ledger of an account of the caller: all of them, or none. What is known by its id adds nothing. */
  record: scoped('write', { cost: 2 })
    .input(RecordFillsRequest)
    .output(RecordedFills)
    .mutation(({ ctx, input }) => ctx.app.services.portfolio.record(ctx.session.userId, input)),

  /** A page of the ledger, what counts latest first. */
  fills: scoped('read', { owner: 'own' })
    .input(FillsQuery)
    .output(z.array(LedgerEntry))
    .query(({ ctx, input }) => ctx.app.services.portfolio.fills(ctx.session.userId, input)),

  /** The positions of an account, replayed from its ledger; with `asOf`, as they were then. */
  positions: scoped('read', { owner: 'own' })
    .input(PositionsQuery)
    .output(Positions)
    .query(({ ctx, input }) => ctx.app.services.portfolio.positions(ctx.session.userId, input)),

  /** Sets stop and target of an open position; repeating it adds nothing. */
  setPlan: scoped('write')
    .input(SetPlanRequest)
    .output(PositionPlan)
    .mutation(({ ctx, input }) => ctx.app.services.portfolio.setPlan(ctx.session.userId, input)),

  /** Prices an account and records it; repeating it for an instant adds nothing. */
  monitor: scoped('run', { cost: 5, owner: 'own' })
    .input(MonitorRequest)
    .output(PortfolioSnapshot)
    .mutation(({ ctx, input }) => ctx.app.services.portfolio.monitor(ctx.session.userId, input)),

  /** The newest snapshot of an account and whether it is out of date; with `asOf`, the newest that was there then. */
  latest: scoped('read', { owner: 'own' })
    .input(LatestSnapshotQuery)
    .output(LatestSnapshot)
    .query(({ ctx, input }) => ctx.app.services.portfolio.latest(ctx.session.userId, input)),

  /** Past snapshots, newest first. */
  history: scoped('read', { owner: 'own' })
    .input(SnapshotHistoryQuery)
    .output(z.array(PortfolioSnapshot))
    .query(({ ctx, input }) => ctx.app.services.portfolio.history(ctx.session.userId, input)),

  /** Snapshots of the caller's accounts, as they are recorded. */
  monitored: scoped('read', { owner: 'own' })
    .input(PortfolioSubscription)
    .output(eventStream(SnapshotEvent))
    .subscription((call) =>
      followed(call, () => call.ctx.app.services.portfolio.monitored(call.ctx.session.userId, call.input)),
    ),

  /** Alerts of the caller's accounts, each once, when it begins. */
  alerted: scoped('read', { owner: 'own' })
    .input(PortfolioSubscription)
    .output(eventStream(AlertsEvent))
    .subscription((call) =>
      followed(call, () => call.ctx.app.services.portfolio.alerted(call.ctx.session.userId, call.input)),
    ),
})
