import type { EntityManager } from '@mikro-orm/postgresql'
import { AccessRepository } from '../access/access.repository.ts'
import { AuditRepository } from '../access/audit.repository.ts'
import { AnalysesRepository } from '../analyses/analyses.repository.ts'
import { ArchiveRepository } from '../archive/archive.repository.ts'
import { DashboardRepository } from '../dashboard/dashboard.repository.ts'
import { InsightsRepository } from '../insights/insights.repository.ts'
import { JobControlRepository } from '../jobs/job-control.repository.ts'
import { JobScansRepository } from '../jobs/job-scans.repository.ts'
import { JobsRepository } from '../jobs/jobs.repository.ts'
import { LedgerRepository } from '../jobs/ledger.repository.ts'
import { LearningsRepository } from '../learnings/learnings.repository.ts'
import { LlmBudgetsRepository } from '../llm-costs/budgets.repository.ts'
import { LlmCallsRepository } from '../llm-costs/calls.repository.ts'
import { LlmPricesRepository } from '../llm-costs/prices.repository.ts'
import { LlmReportsRepository } from '../llm-costs/reports.repository.ts'
import { OutboxRepository } from '../outbox/outbox.repository.ts'
import { ConsumptionsRepository } from '../pick-events/consumptions.repository.ts'
import { OutcomesRepository } from '../pick-events/outcomes.repository.ts'
import { PickEventsRepository } from '../pick-events/pick-events.repository.ts'
import { PoliciesRepository } from '../policies/policies.repository.ts'
import { PortfolioRepository } from '../portfolio/portfolio.repository.ts'
import { PositionsRepository } from '../positions/positions.repository.ts'
import { PreferencesRepository } from '../preferences/preferences.repository.ts'
import { RecommendationsRepository } from '../recommendations/recommendations.repository.ts'
import { ScalpingRepository } from '../scalping/scalping.repository.ts'
import { TopPicksRepository } from '../top-picks/top-picks.repository.ts'
import { WatchlistsRepository } from '../watchlists/watchlists.repository.ts'
import { IdempotencyRepository } from './idempotency.repository.ts'
import { query } from './sql.ts'
import { ViewsRepository } from './views.repository.ts'

/** One repository a noun, all in the same transaction, or in none. Their results are domain values. */
export interface Repositories {
  readonly access: AccessRepository
  readonly analyses: AnalysesRepository
  readonly archive: ArchiveRepository
  readonly audit: AuditRepository
  readonly consumptions: ConsumptionsRepository
  readonly dashboard: DashboardRepository
  readonly idempotency: IdempotencyRepository
  readonly insights: InsightsRepository
  readonly jobControl: JobControlRepository
  readonly jobs: JobsRepository
  readonly jobScans: JobScansRepository
  readonly learnings: LearningsRepository
  readonly ledger: LedgerRepository
  readonly llmBudgets: LlmBudgetsRepository
  readonly llmCalls: LlmCallsRepository
  readonly llmPrices: LlmPricesRepository
  readonly llmReports: LlmReportsRepository
  readonly outbox: OutboxRepository
  readonly outcomes: OutcomesRepository
  readonly pickEvents: PickEventsRepository
  readonly policies: PoliciesRepository
  readonly portfolio: PortfolioRepository
  readonly preferences: PreferencesRepository
  readonly positions: PositionsRepository
  readonly recommendations: RecommendationsRepository
  readonly scalping: ScalpingRepository
  readonly topPicks: TopPicksRepository
  readonly views: ViewsRepository
  readonly watchlists: WatchlistsRepository
  /** Does `work` in a savepoint: when it throws, only what it wrote is undone, and the surrounding transaction goes on. */
  savepoint<T>(work: (tx: Repositories) => Promise<T>): Promise<T>
}

const inSavepoint = async <T>(em: EntityManager, work: (tx: Repositories) => Promise<T>): Promise<T> => {
  await query(em, 'savepoint attempt')
  try {
    const result = await work(repositoriesOn(em))
    await query(em, 'release savepoint attempt')
    return result
  } catch (error) {
    await query(em, 'rollback to savepoint attempt')
    throw error
  }
}

/** The repositories over one EntityManager. */
export const repositoriesOn = (em: EntityManager): Repositories => ({
  access: new AccessRepository(em),
  analyses: new AnalysesRepository(em),
  archive: new ArchiveRepository(em),
  audit: new AuditRepository(em),
  consumptions: new ConsumptionsRepository(em),
  dashboard: new DashboardRepository(em),
  idempotency: new IdempotencyRepository(em),
  insights: new InsightsRepository(em),
  jobControl: new JobControlRepository(em),
  jobs: new JobsRepository(em),
  jobScans: new JobScansRepository(em),
  learnings: new LearningsRepository(em),
  ledger: new LedgerRepository(em),
  llmBudgets: new LlmBudgetsRepository(em),
  llmCalls: new LlmCallsRepository(em),
  llmPrices: new LlmPricesRepository(em),
  llmReports: new LlmReportsRepository(em),
  outbox: new OutboxRepository(em),
  outcomes: new OutcomesRepository(em),
  pickEvents: new PickEventsRepository(em),
  policies: new PoliciesRepository(em),
  portfolio: new PortfolioRepository(em),
  preferences: new PreferencesRepository(em),
  positions: new PositionsRepository(em),
  recommendations: new RecommendationsRepository(em),
  scalping: new ScalpingRepository(em),
  topPicks: new TopPicksRepository(em),
  views: new ViewsRepository(em),
  watchlists: new WatchlistsRepository(em),
  savepoint: (work) => inSavepoint(em, work),
})
