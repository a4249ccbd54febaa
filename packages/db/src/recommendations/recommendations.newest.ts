import { Id, type Lane } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { epochMs, query } from '../shared/sql.ts'

/** A recommendation in an index; `at` is when it was signalled, epoch milliseconds. */
export interface RecommendationEntry {
  readonly id: Id
  readonly at: number
}

/** What an index of recommendations is by. */
export interface SymbolAndMode {
  readonly symbol: string
  readonly mode: Mode
}

const entry = `r.id, ${epochMs('r.generated_at')} as at`

const entryOf = ({ id, at }: { readonly id: string; readonly at: number }): RecommendationEntry => ({
  id: Id.parse(id),
  at,
})

/** The newest recommendations of each symbol and mode, at most `limit` of each. */
export const newestEntries = async (
  em: EntityManager,
  lane: Lane,
  wanted: readonly SymbolAndMode[],
  limit: number,
): Promise<(SymbolAndMode & RecommendationEntry)[]> => {
  const rows = await query<SymbolAndMode & { id: string; at: number }>(
    em,
    `select wanted.symbol, wanted.mode, newest.id, newest.at
     from jsonb_to_recordset(?::jsonb) as wanted (symbol text, mode text)
     cross join lateral (
       select ${entry} from ai_recommendations r where r.lane = ? and r.symbol = wanted.symbol and r.mode = wanted.mode
       order by r.generated_at desc, r.id desc limit ?
     ) as newest`,
    [JSON.stringify(wanted), lane, limit],
  )
  return rows.map(({ symbol, mode, ...row }) => ({ symbol, mode, ...entryOf(row) }))
}

/** The newest recommendations of which it is not told yet what became of them, at most `limit`. */
export const openEntries = async (em: EntityManager, lane: Lane, limit: number): Promise<RecommendationEntry[]> => {
  const rows = await query<{ id: string; at: number }>(
    em,
    `select ${entry} from ai_recommendations r where r.lane = ? and not r.evaluated order by r.generated_at desc, r.id desc limit ?`,
    [lane, limit],
  )
  return rows.map(entryOf)
}
