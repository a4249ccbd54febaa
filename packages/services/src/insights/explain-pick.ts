import { factsOf } from '@fyntrix/analysis'
import { PickInsight } from '@fyntrix/domain/insights'
import type { Id } from '@fyntrix/domain/shared'
import type { Pick } from '@fyntrix/domain/top-picks'
import { type ChatAnswer, type ChatMessage, withFallback } from '../llm-costs/index.ts'
import type { Log } from '../shared/index.ts'
import { questionOf, secondQuestionOf } from './question.ts'
import { readInsight } from './read-insight.ts'

/** A model that writes insights; `attempt` counts from 1 and tells the calls for one pick apart. */
export interface InsightModel {
  readonly model: string
  readonly ask: (question: {
    readonly runId: Id
    readonly symbol: string
    readonly attempt: number
    readonly messages: readonly ChatMessage[]
    readonly signal: AbortSignal | undefined
  }) => Promise<ChatAnswer>
}

/** `skipped`: no model may or can be asked, so there is no use in asking for the next pick. */
export type Explained =
  | { readonly kind: 'written'; readonly insight: PickInsight }
  | { readonly kind: 'left-out' | 'skipped'; readonly reason: string }

export interface ExplainOptions {
  readonly ladder: readonly InsightModel[]
  readonly log: Log
  readonly runId: Id
  readonly signal: AbortSignal | undefined
}

const attempts = 2

/** Asks for the insight of a pick, twice where the first answer cannot be used. Throws what is neither an outage nor a budget, and when `signal` is aborted. */
export const explainPick = async (pick: Pick, { ladder, log, runId, signal }: ExplainOptions): Promise<Explained> => {
  const facts = factsOf(pick)
  const { symbol } = pick
  let messages = questionOf(pick, facts)
  let wrong = ''
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const asked = { runId, symbol, attempt, messages, signal }
    const rungs = ladder.map(({ model, ask }) => ({ model, ask: () => ask(asked) }))
    const laddered = await withFallback(rungs, { optional: true, log, signal })
    if (laddered.status === 'skipped') return { kind: 'skipped', reason: laddered.reason }
    const { text, model, callId } = laddered.value
    const read = readInsight(text, facts)
    if (read.ok) {
      return { kind: 'written', insight: PickInsight.parse({ ...read.insight, symbol, model, requestId: callId }) }
    }
    wrong = read.wrong
    log.warn({ runId, symbol, model, callId, attempt, wrong }, 'an insight cannot be used')
    messages = secondQuestionOf(messages, text, wrong)
  }
  return { kind: 'left-out', reason: `after ${attempts} attempts, ${wrong}` }
}
