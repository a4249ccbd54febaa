import { type LegacyDatabase, quoted, type StoredRow } from '../../sqlite/legacy-database.ts'
import { amount, count, instantOf, ofPayload, smallWords, words, yesOrNo } from './expected.ts'
import type { AnswerItem, AnswerValue, Question } from './question.ts'
import { type UsageRow, usageItems, usageRow } from './usage.ts'

/** What of the legacy database counts in an answer. */
export interface Scope {
  /** The table that is asked, with the name by which SQL has the number of a row. */
  readonly table: string
  readonly number: string
  /** Rows that are passed over, as if they were not there. */
  readonly without?: ((row: bigint) => boolean) | undefined
  /** Requests to language models that count although they are no longer there. */
  readonly also?: readonly UsageRow[] | undefined
}

const rowOf = (stored: StoredRow): bigint => {
  const row = stored['row_number']
  return typeof row === 'bigint' ? row : 0n
}

const runValues = (stored: StoredRow): Record<string, AnswerValue> => {
  const { startedAt, picks } = ofPayload(stored['payload'])
  return {
    runId: words(stored['run_id']),
    universe: smallWords(stored['universe']),
    mode: smallWords(stored['mode']),
    trigger: words(stored['trigger']),
    startedAt,
    generatedAt: instantOf(stored['generated_at_utc'], 'utc'),
    generatedAtWritten: words(stored['generated_at_utc']),
    totalAnalyzed: count(stored['total_analyzed']),
    filteredCount: count(stored['filtered_count']),
    picksCount: count(stored['picks_count']),
    payloadPicks: picks,
    elapsedSeconds: amount(stored['elapsed_sec']),
  }
}

const recommendationValues = (stored: StoredRow): Record<string, AnswerValue> => ({
  symbol: words(stored['symbol']),
  mode: smallWords(stored['mode']),
  universe: smallWords(stored['universe']),
  source: words(stored['source']),
  recommendation: words(stored['recommendation']),
  direction: words(stored['direction']),
  generatedAt: instantOf(stored['generated_at_utc'], 'ist-as-utc'),
  generatedAtWritten: words(stored['generated_at_utc']),
  entryPrice: amount(stored['entry_price']),
  stopPrice: amount(stored['stop_loss_price']),
  targetPrice: amount(stored['target_price']),
  score: amount(stored['score_blend']),
  confidence: words(stored['confidence']),
  riskProfile: words(stored['risk_profile']),
  runId: words(stored['run_id']),
  rank: count(stored['rank_in_run']),
  policyVersion: words(stored['policy_version']),
  features: words(stored['features_json']),
  evaluated: yesOrNo(stored['evaluated']),
  evaluatedAt: instantOf(stored['evaluated_at_utc'], 'utc'),
  exitPrice: amount(stored['exit_price']),
  exitAt: instantOf(stored['exit_time_utc'], 'utc'),
  exitReason: words(stored['exit_reason']),
  pnlPct: amount(stored['pnl_pct']),
  maxDrawdownPct: amount(stored['max_drawdown_pct']),
  alphaPct: amount(stored['alpha_vs_benchmark']),
  labels: words(stored['labels_json']),
})

const levels = ['p', 'r1', 'r2', 'r3', 's1', 's2', 's3'] as const
const levelsValues = (stored: StoredRow): Record<string, AnswerValue> => ({
  symbol: words(stored['symbol']),
  scope: words(stored['timeframe_scope']),
  ...Object.fromEntries(levels.map((name) => [name, amount(stored[name])])),
  computedAt: instantOf(stored['computed_at_ist'], 'ist'),
  computedAtWritten: words(stored['computed_at_ist']),
})

/** Python's `str.title`, of one word. */
const title = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()

interface Asked {
  readonly where: readonly (readonly [condition: string, value: string | undefined])[]
  readonly order: string
}

/** Rows in their order: their numbers first, which is quick, then those that are taken. */
function* counted(database: LegacyDatabase, { table, number, without }: Scope, { where, order }: Asked) {
  const given = where.filter(([, value]) => value !== undefined)
  const conditions = given.map(([condition]) => condition).join(' and ') || 'true'
  const values = given.flatMap(([condition, value]) => (condition.includes('?') && value !== undefined ? [value] : []))
  const sql = `select ${number} as row_number from ${quoted(table)} where ${conditions} order by ${order}`
  for (const found of database.rows(sql, ...values)) {
    const row = rowOf(found)
    if (without?.(row) === true) continue
    yield* database.rows(`select ${number} as row_number, * from ${quoted(table)} where ${number} = ?`, row)
  }
}

const items = (
  rows: Iterable<StoredRow>,
  valuesOf: (stored: StoredRow) => Record<string, AnswerValue>,
  { offset = 0, limit }: { readonly offset?: number; readonly limit: number },
): AnswerItem[] =>
  [...Iterator.from(rows).drop(offset).take(limit)].map((stored) => ({ row: rowOf(stored), values: valuesOf(stored) }))

const hasPicks = (stored: StoredRow): boolean =>
  (ofPayload(stored['payload']).picks ?? count(stored['picks_count']) ?? 0) > 0

const withPayload = (stored: StoredRow) => ({ ...runValues(stored), payload: words(stored['payload']) })

const dayMs = 86_400_000
const dayBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * dayMs).toISOString().slice(0, 10)

/** Requests of the days that a question is about, and of one more on either side: their times are written in several ways. */
const requests = (
  database: LegacyDatabase,
  { table, number, without }: Scope,
  { days, until }: Extract<Question, { kind: 'usage' }>,
): UsageRow[] => {
  const rows = database.rows(
    `select ${number} as row_number, * from ${quoted(table)} where created_at >= ? and created_at < ?`,
    dayBefore(until, days + 1),
    dayBefore(until, -2),
  )
  return [...rows].flatMap((stored) => (without?.(rowOf(stored)) === true ? [] : [usageRow(stored)]))
}

/**
 * Answers a question from the legacy database as the Python stores did, with the values that the stated rules make of its cells. Of one instant the stores took rows as SQLite gave them: here
 * the last run and the first recommendation come first.
 */
export const askLegacy = (database: LegacyDatabase, scope: Scope, question: Question): AnswerItem[] => {
  const { number } = scope
  const newest = `rtrim(generated_at_utc, 'Zz') desc, ${number} desc`
  switch (question.kind) {
    case 'run': {
      const asked = { where: [['run_id = ?', question.runId]], order: number } as const
      return items(counted(database, scope, asked), withPayload, { limit: 1 })
    }
    case 'latest run': {
      const { universe, mode } = question
      const asked = {
        where: [
          ['universe = ?', universe.toLowerCase()],
          ['mode = ?', title(mode)],
        ],
        order: newest,
      } as const
      return items(Iterator.from(counted(database, scope, asked)).filter(hasPicks), withPayload, { limit: 1 })
    }
    case 'runs': {
      const { universe, mode, trigger, from, to, limit } = question
      const asked = {
        where: [
          ['universe = ?', universe?.toLowerCase()],
          ['mode = ?', mode === undefined ? undefined : title(mode)],
          ['trigger = ?', trigger],
          ['generated_at_utc >= ?', from],
          ['generated_at_utc <= ?', to],
        ],
        order: newest,
      } as const
      return items(counted(database, scope, asked), runValues, { limit })
    }
    case 'dataset': {
      const { mode, symbol, evaluatedOnly, limit, offset } = question
      const asked = {
        where: [
          ['mode = ?', mode],
          ['symbol = ?', symbol],
          ['evaluated = 1', evaluatedOnly ? '' : undefined],
        ],
        order: `rtrim(generated_at_utc, 'Zz') desc, ${number}`,
      } as const
      return items(counted(database, scope, asked), recommendationValues, { offset, limit })
    }
    case 'usage':
      return usageItems([...requests(database, scope, question), ...(scope.also ?? [])], question)
    case 'levels':
      break
  }
  const { symbol, scope: timeframe } = question
  const asked = {
    where: [
      ['symbol = ?', symbol.toUpperCase()],
      ['timeframe_scope = ?', timeframe.toUpperCase()],
    ],
    order: number,
  } as const
  return items(counted(database, scope, asked), levelsValues, { limit: 1 })
}
