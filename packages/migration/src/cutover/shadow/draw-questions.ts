import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { quoted, type StoredRow } from '../../sqlite/legacy-database.ts'
import { isoOf, microsOf, words } from './expected.ts'
import type { LegacyStores, Store } from './legacy-stores.ts'
import { type Question, type QuestionKind, tableOf } from './question.ts'

/** How often each question is asked, of so many. */
const weights: Readonly<Record<QuestionKind, number>> = {
  run: 43,
  'latest run': 15,
  runs: 10,
  dataset: 20,
  usage: 2,
  levels: 10,
}
const kinds: readonly QuestionKind[] = ['run', 'latest run', 'runs', 'dataset', 'usage', 'levels']

const largest = { runs: 50, dataset: 50, days: 3 }
/** One in so many asks for what is not there. */
const strange = 25

/** Draws questions about what legacy databases hold. */
export interface QuestionSource {
  /** Questions that can be asked at all; a kind whose table is missing or empty is never drawn. */
  readonly kinds: readonly QuestionKind[]
  draw(stores: LegacyStores): Question | null
}

/** A source of questions; the same seed draws the same ones, as long as the databases hold the same. */
export const createQuestionSource = (seed: number, asked: readonly QuestionKind[]): QuestionSource => {
  const random = xoroshiro128plus(seed)
  const upTo = (most: number) => uniformInt(random, 0, Math.max(0, most))
  const sometimes = (oneIn: number) => upTo(oneIn - 1) === 0
  const anyCase = (word: string) => (sometimes(3) ? word.toUpperCase() : sometimes(2) ? word.toLowerCase() : word)
  const wheel = kinds.flatMap((kind) => (asked.includes(kind) ? Array.from({ length: weights[kind] }, () => kind) : []))

  /** Some row of a table; null where it is empty. */
  const someRow = ({ database, table, number, bounds }: Store, columns: readonly string[]): StoredRow | null => {
    const [least, most] = bounds
    const at = least + BigInt(upTo(Number(most - least)))
    const selected = columns.map(quoted).join(', ')
    for (const order of [`>= ${at} order by ${number}`, `<= ${at} order by ${number} desc`])
      for (const row of database.rows(`select ${selected} from ${quoted(table)} where ${number} ${order} limit 1`))
        return row
    return null
  }

  const make = (kind: QuestionKind, store: Store): Question | null => {
    const row = (...columns: string[]) => someRow(store, columns)
    const word = (from: StoredRow | null, column: string) => words(from?.[column]) ?? ''
    switch (kind) {
      case 'run': {
        const runId = word(row('run_id'), 'run_id')
        return { kind, runId: sometimes(strange) ? `${runId}?` : runId }
      }
      case 'latest run': {
        const found = row('universe', 'mode')
        return { kind, universe: anyCase(word(found, 'universe')), mode: anyCase(word(found, 'mode')) }
      }
      case 'runs': {
        const found = row('universe', 'mode', 'trigger', 'generated_at_utc')
        const bound = word(found, 'generated_at_utc')
        return {
          kind,
          ...(sometimes(2) && { universe: anyCase(word(found, 'universe')) }),
          ...(sometimes(2) && { mode: anyCase(word(found, 'mode')) }),
          ...(sometimes(3) && { trigger: word(found, 'trigger') }),
          ...(microsOf(bound, 'utc') !== null && (sometimes(2) ? { from: bound } : sometimes(2) && { to: bound })),
          limit: 1 + upTo(largest.runs - 1),
        }
      }
      case 'dataset': {
        const found = row('mode', 'symbol')
        return {
          kind,
          mode: word(found, 'mode'),
          ...(!sometimes(20) && { symbol: word(found, 'symbol') }),
          evaluatedOnly: sometimes(2),
          limit: 1 + upTo(largest.dataset - 1),
          offset: sometimes(3) ? upTo(20) : 0,
        }
      }
      case 'usage': {
        const micros = microsOf(row('created_at')?.['created_at'], 'utc')
        return micros === null ? null : { kind, days: 1 + upTo(largest.days - 1), until: isoOf(micros + 1) }
      }
      case 'levels':
        break
    }
    const found = row('symbol', 'timeframe_scope')
    const symbol = anyCase(word(found, 'symbol'))
    return { kind, symbol: sometimes(strange) ? `${symbol}X` : symbol, scope: anyCase(word(found, 'timeframe_scope')) }
  }
  return {
    kinds: asked,
    draw(stores) {
      const kind = wheel[upTo(wheel.length - 1)]
      const store = kind === undefined ? undefined : stores.store(tableOf[kind])
      return kind === undefined || store === undefined ? null : make(kind, store)
    },
  }
}
