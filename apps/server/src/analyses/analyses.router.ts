import { AgentName } from '@fyntrix/domain/agents'
import { AgentAnalysis, AnalysisQuery, PerformanceQuery, PerformanceReport } from '@fyntrix/domain/analyses'
import { Symbol } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const analysesRouter = router({
  /** What agents said of a symbol, newest first. */
  history: scoped('read')
    .input(AnalysisQuery)
    .output(z.array(AgentAnalysis))
    .query(({ ctx, input }) => ctx.app.services.analyses.history(input)),

  /** The newest word of an agent on a symbol. */
  latest: scoped('read')
    .input(z.object({ symbol: Symbol, agent: AgentName }))
    .output(AgentAnalysis)
    .query(({ ctx, input }) => ctx.app.services.analyses.latest(input)),

  /** How good every agent was over the picks of a span. */
  performance: scoped('read', { cost: 10 })
    .input(PerformanceQuery)
    .output(PerformanceReport)
    .query(({ ctx, input }) => ctx.app.services.analyses.performance(input)),
})
