export { AlertsEvent, BegunAlert, PortfolioAlerts, PortfolioSubscription, SnapshotEvent } from './alerts.schema.ts'
export {
  Exchange,
  FillsQuery,
  LedgerEntry,
  mostShares,
  NewLedgerEntry,
  Product,
  RecordedFills,
  RecordFillsRequest,
  Side,
} from './ledger.schema.ts'
export {
  Alert,
  AlertCode,
  Judgement,
  LatestSnapshot,
  LatestSnapshotQuery,
  MonitoredEntry,
  MonitoredPosition,
  MonitorKind,
  MonitorRequest,
  PortfolioSnapshot,
  PositionsSnapshot,
  PositionsSummary,
  Quote,
  SnapshotHistoryQuery,
  WatchEntry,
  WatchlistSnapshot,
  WatchlistSummary,
} from './monitor.schema.ts'
export { PortfolioJob, portfolioJob } from './portfolio.job.ts'
export { Position, PositionPlan, Positions, PositionsQuery, Rest, SetPlanRequest } from './position.schema.ts'
export { Rupees } from './rupees.ts'
