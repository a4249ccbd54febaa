import type { Pick } from '@fyntrix/domain/top-picks'
import type { ChatMessage } from '../llm-costs/index.ts'

const system = `You explain stock picks of India's NSE to traders. You are given the facts of one pick, and nothing else is known.
Answer with one JSON object: {"keyFindings": [two to five sentences], "rationale": "three to five sentences"}.
Use only numbers that stand in the facts, as they stand there or rounded; compute none, and give no dates. Say what speaks against the pick as well as what speaks for it.
Promise nothing.`

/** Asks for the insight of a pick, given its facts. */
export const questionOf = (pick: Pick, facts: string): ChatMessage[] => [
  { role: 'system', content: system },
  { role: 'user', content: `Facts of the pick ${pick.symbol}:\n${facts}` },
]

/** Asks once more, after an answer that was wrong. */
export const secondQuestionOf = (question: readonly ChatMessage[], answer: string, wrong: string): ChatMessage[] => [
  ...question,
  { role: 'assistant', content: answer },
  { role: 'user', content: `That cannot be used: ${wrong}. Answer again, with the JSON object alone.` },
]
