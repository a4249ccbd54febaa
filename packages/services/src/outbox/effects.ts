import { DomainError, type Lane } from '@fyntrix/domain/shared'
import type { AnalysisViews } from '../analyses/index.ts'
import type { Archive } from '../archive/index.ts'
import type { DashboardViews } from '../dashboard/index.ts'
import type { LearningViews } from '../learnings/index.ts'
import type { LlmCostViews } from '../llm-costs/index.ts'
import type { PortfolioViews } from '../portfolio/index.ts'
import type { PositionsViews } from '../positions/index.ts'
import type { PreferenceViews } from '../preferences/index.ts'
import type { RecommendationViews } from '../recommendations/index.ts'
import type { ScalpingViews } from '../scalping/index.ts'
import type { ScoreViews } from '../scores/index.ts'
import type { TopPicksViews } from '../top-picks/index.ts'
import type { Effects } from './relay.ts'

/** What Redis holds of the facts, noun by noun. */
export interface Views {
  readonly topPicks: TopPicksViews
  readonly recommendations: RecommendationViews
  readonly dashboards: DashboardViews
  readonly analyses: AnalysisViews
  readonly learnings: LearningViews
  readonly scores: ScoreViews
  readonly portfolio: PortfolioViews
  readonly preferences: PreferenceViews
  readonly scalping: ScalpingViews
  readonly positions: PositionsViews
  readonly llmCosts: LlmCostViews
}

interface Dependencies {
  readonly archive: Archive
  readonly views: Views
  readonly lane: Lane
}

/**
 * What follows from each message: a recorded run's archive file, then what Redis holds of the home's lane. Facts are read again instead of trusting the
 * message, so repeating one, or doing it late, changes nothing for the worse. They throw `unavailable` while Redis is away.
 */
export const createEffects = ({ archive, views, lane }: Dependencies): Effects => {
  const isOurs = (message: { readonly lane: Lane }) => message.lane === lane
  return {
    async 'top-picks.run-recorded'(tx, message) {
      const run = await tx.topPicks.byId(message.runId)
      if (!run) throw new DomainError('internal', `the outbox names run ${message.runId}, which is not there`)
      await archive.store(tx, run)
      if (!isOurs(message)) return
      await views.topPicks.recorded(tx, run)
      await views.recommendations.recorded(tx, run)
      await views.analyses.recorded(tx, run)
      await views.scores.recorded(tx, run)
    },
    async 'dashboard.recorded'(tx, message) {
      if (isOurs(message)) await views.dashboards.recorded(tx, message.period)
    },
    async 'recommendations.closed'(tx, message) {
      if (isOurs(message)) await views.recommendations.closed(tx, message.recommendations)
    },
    async 'positions.monitored'(tx, message) {
      if (isOurs(message)) await views.positions.monitored(tx)
    },
    async 'scalping.monitored'(tx, message) {
      if (isOurs(message)) await views.scalping.monitored(tx)
    },
    async 'learnings.learnt'(tx, message) {
      if (isOurs(message)) await views.learnings.learnt(tx, message.agents)
    },
    async 'portfolio.monitored'(tx, message) {
      if (isOurs(message)) await views.portfolio.monitored(tx, message)
    },
    // only subscribers hear of it: the ledger is read where it is
    'jobs.changed': () => Promise.resolve(),
    async 'llm-costs.settled'(tx) {
      await views.llmCosts.settled(tx)
    },
    async 'preferences.changed'(tx, message) {
      await views.preferences.changed(tx, message.userId)
    },
  }
}
