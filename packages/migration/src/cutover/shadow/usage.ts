import type { StoredRow } from '../../sqlite/legacy-database.ts'
import { amount, count, isoOf, microsOf, words } from './expected.ts'
import type { AnswerItem, Question } from './question.ts'

/** A request to a language model. */
export interface UsageRow {
  readonly model: string | null
  readonly input: number | null
  readonly output: number | null
  readonly cost: number | null
  /** Microseconds since 1970 UTC. */
  readonly at: number | null
}

/** A request as the legacy database holds it. */
export const usageRow = (stored: StoredRow): UsageRow => ({
  model: words(stored['model']),
  input: count(stored['tokens_input']),
  output: count(stored['tokens_output']),
  cost: amount(stored['cost_usd']),
  at: microsOf(stored['created_at'], 'utc'),
})

/** What decimal digits say of a sum of dollars: doubles add up otherwise in another order. */
const cents = (cost: number): number => Math.round(cost * 1e6) / 1e6

const isToken = (tokens: number | null): tokens is number => tokens !== null && tokens >= 0

const lineOf = (of: string, rows: readonly UsageRow[]): AnswerItem => {
  const total = (values: readonly (number | null)[]) => values.filter(isToken).reduce((sum, tokens) => sum + tokens, 0)
  const costs = rows.flatMap(({ cost }) => (cost === null ? [] : [cost]))
  return {
    values: {
      of,
      requests: rows.length,
      inputTokens: total(rows.map(({ input }) => input)),
      outputTokens: total(rows.map(({ output }) => output)),
      costUsd: cents(costs.reduce((sum, cost) => sum + cost, 0)),
      withoutCost: rows.length - costs.length,
    },
  }
}

const microsPerDay = 86_400_000_000

/** Sums of requests in the days before an instant: in total, by model and by UTC day, in the order of their names. */
export const usageItems = (
  rows: readonly UsageRow[],
  { days, until }: Extract<Question, { kind: 'usage' }>,
): AnswerItem[] => {
  const end = microsOf(until, 'utc') ?? 0
  const counted = rows.filter(({ at }) => at !== null && at >= end - days * microsPerDay && at < end)
  const grouped = (name: string, by: (row: UsageRow) => string) =>
    [...Map.groupBy(counted, by)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, group]) => lineOf(`${name} ${key}`, group))
  return [
    lineOf('total', counted),
    ...grouped('model', ({ model }) => model ?? ''),
    ...grouped('day', ({ at }) => isoOf(at ?? 0).slice(0, 10)),
  ]
}

interface Line {
  readonly requests: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly costUsd: string
  readonly withoutCost: number
}

/** The same sums as they are answered here. */
export const usageLines = (usage: {
  readonly total: Line
  readonly byModel: readonly (Line & { readonly model: string | null })[]
  readonly byDay: readonly (Line & { readonly day: string })[]
}): AnswerItem[] => {
  const line = (of: string, { requests, inputTokens, outputTokens, costUsd, withoutCost }: Line): AnswerItem => ({
    values: { of, requests, inputTokens, outputTokens, costUsd: cents(Number(costUsd)), withoutCost },
  })
  const sorted = (lines: readonly AnswerItem[]) =>
    lines.toSorted((a, b) => (String(a.values['of']) < String(b.values['of']) ? -1 : 1))
  return [
    line('total', usage.total),
    ...sorted(usage.byModel.map((one) => line(`model ${one.model ?? ''}`, one))),
    ...sorted(usage.byDay.map((one) => line(`day ${one.day}`, one))),
  ]
}
