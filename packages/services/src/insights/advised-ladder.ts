import type { BudgetAction } from '@fyntrix/domain/llm-costs'
import type { Log } from '../shared/index.ts'
import type { InsightModel } from './explain-pick.ts'

/** What the budgets ask of whoever calls models, and which budget does. */
export interface Advice {
  readonly action: BudgetAction | null
  readonly reason: string
}

/** Models to ask, or why none. */
export interface AdvisedLadder {
  readonly ladder: readonly InsightModel[]
  readonly off: string | null
}

export interface AdvisedLadderOptions {
  readonly ladder: readonly InsightModel[]
  readonly offReason?: string
  readonly advice?: () => Promise<Advice>
  readonly log: Log
}

/** The ladder as the budgets want it: none where they leave optional calls out, without its first model where they ask for a cheaper one and there is another. */
export const advisedLadder = async (options: AdvisedLadderOptions): Promise<AdvisedLadder> => {
  const { ladder, offReason = 'there is no model', advice, log } = options
  if (ladder.length === 0) return { ladder, off: offReason }
  const asked = await advice?.().catch((error: unknown) => {
    log.warn({ err: error }, 'what the budgets advise is not known; calls are still held to them')
    return undefined
  })
  if (asked?.action === 'skip-optional' || asked?.action === 'stop') return { ladder: [], off: asked.reason }
  const cheaper = asked?.action === 'cheaper-model' ? ladder.slice(1) : ladder
  return { ladder: cheaper.length > 0 ? cheaper : ladder, off: null }
}
