import type { Lane, SessionDate } from '@fyntrix/domain/shared'
import type { Direction, Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from '../shared/sql.ts'

/** Which recommendations are counted together. */
export interface SessionKey {
  readonly lane: Lane
  readonly trade_date: SessionDate
  readonly universe: Universe
  readonly mode: Mode
  readonly direction: Direction
}

/** A column of closed recommendations by what they returned, so that equal facts give equal sums whatever their ids are. */
export const byValue = (column: 'pnl_pct' | 'alpha_vs_benchmark'): string =>
  `array_agg(${column} order by pnl_pct, alpha_vs_benchmark)`

const columns = 'lane, trade_date, universe, mode, direction'
const keys = `jsonb_to_recordset(?::jsonb) as k (lane text, trade_date date, universe text, mode text, direction text)`
const same = (a: string, b: string): string =>
  columns
    .split(', ')
    .map((column) => `${a}.${column} = ${b}.${column}`)
    .join(' and ')

/**
 * Counts the recommendations of these keys anew, in the transaction that changed them: from the facts, so that repeating it changes nothing. Whoever else
 * changes the same waits for this transaction, and then counts what it wrote too.
 */
export const recount = async (em: EntityManager, changed: readonly SessionKey[]): Promise<void> => {
  if (changed.length === 0) return
  const wanted = [JSON.stringify(changed)]
  await query(
    em,
    `insert into recommendation_sessions (${columns}, total, open, returns, alphas)
     select distinct ${columns}, 0, 0, '{}'::float8[], '{}'::float8[] from ${keys} order by ${columns} on conflict do nothing`,
    wanted,
  )
  await query(
    em,
    `select 1 as held from recommendation_sessions s where (${columns}) in (select ${columns} from ${keys}) order by ${columns} for update`,
    wanted,
  )
  // a statement of its own: it sees what those wrote that the lock was waited for
  await query(
    em,
    `update recommendation_sessions s set total = f.total, open = f.open, returns = f.returns, alphas = f.alphas
     from (
       select ${columns}, count(*) as total, count(*) filter (where not evaluated) as open,
         coalesce(${byValue('pnl_pct')} filter (where pnl_pct is not null), '{}') as returns,
         coalesce(${byValue('alpha_vs_benchmark')} filter (where pnl_pct is not null), '{}') as alphas
       from ai_recommendations where (${columns}) in (select ${columns} from ${keys}) group by ${columns}
     ) f where ${same('s', 'f')}`,
    wanted,
  )
}
