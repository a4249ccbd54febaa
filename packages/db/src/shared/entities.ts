import { AccountEntity, ApiKeyEntity, UserEntity } from '../access/access.entity.ts'
import { AuditHeadEntity } from '../access/audit.entity.ts'
import { AgentAnalysisEntity } from '../analyses/analyses.entity.ts'
import { ArchiveFileEntity } from '../archive/archive.entity.ts'
import { CandleImportEntity, CandleQuarantineEntity } from '../candles/candles.entity.ts'
import { PickInsightEntity } from '../insights/insights.entity.ts'
import { LearningEntity } from '../learnings/learnings.entity.ts'
import { OutboxCounterEntity, OutboxEntity } from '../outbox/outbox.entity.ts'
import { OutcomeConsumptionEntity } from '../pick-events/consumptions.entity.ts'
import { PickOutcomeEntity } from '../pick-events/outcomes.entity.ts'
import { PickAgentContributionEntity, PickEventEntity } from '../pick-events/pick-events.entity.ts'
import { PolicyEntity } from '../policies/policies.entity.ts'
import { PortfolioFillEntity, PortfolioPlanEntity } from '../portfolio/portfolio.entity.ts'
import { PreferencesEntity } from '../preferences/preferences.entity.ts'
import { RecommendationEntity, RecommendationSessionEntity } from '../recommendations/recommendations.entity.ts'
import { ScalpingCycleEntity, ScalpingExitEntity } from '../scalping/scalping.entity.ts'
import { TopPicksHeadEntity, TopPicksRunEntity } from '../top-picks/top-picks.entity.ts'
import { WatchlistEntryEntity } from '../watchlists/watchlists.entity.ts'
import { IdempotencyKeyEntity } from './idempotency.entity.ts'

/** Every table that the ORM knows. Partitioned tables are none of them: their migrations and queries are written by hand. */
export const entities = [
  AccountEntity,
  AgentAnalysisEntity,
  ApiKeyEntity,
  ArchiveFileEntity,
  AuditHeadEntity,
  CandleImportEntity,
  CandleQuarantineEntity,
  IdempotencyKeyEntity,
  LearningEntity,
  OutboxCounterEntity,
  OutboxEntity,
  OutcomeConsumptionEntity,
  PickAgentContributionEntity,
  PickEventEntity,
  PickInsightEntity,
  PickOutcomeEntity,
  PolicyEntity,
  PortfolioFillEntity,
  PortfolioPlanEntity,
  PreferencesEntity,
  RecommendationEntity,
  RecommendationSessionEntity,
  ScalpingCycleEntity,
  ScalpingExitEntity,
  TopPicksHeadEntity,
  TopPicksRunEntity,
  UserEntity,
  WatchlistEntryEntity,
]

/** Tables that the schema comparison leaves alone, by name; those of LLM costs and jobs are changed by functions of the database or in bulk. */
export const unmanagedTables = [
  /^candles_(daily|intraday)/,
  /^dashboard_performance/,
  /^portfolio_snapshots/,
  /^audit_log/,
  /^job_/,
  /^llm_/,
  /^top_picks_position_snapshots/,
]
