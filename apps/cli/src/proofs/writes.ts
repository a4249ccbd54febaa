import type { FyntrixClient } from '@fyntrix/sdk'
import type pg from 'pg'

/** How a write is found again: `whole` where all of it is there, `partly` where only some of it is, `absent`, or `doubled`. */
export type Found = 'whole' | 'partly' | 'absent' | 'doubled'

/** One kind of write: how it is asked for under a name of its own, and how it is looked for in PostgreSQL. */
export interface WriteKind {
  readonly name: string
  write(client: FyntrixClient, id: string): Promise<unknown>
  find(database: pg.Client, ids: readonly string[]): Promise<ReadonlyMap<string, Found>>
}

const foundBy = (rows: number, whole: number): Found =>
  rows === 0 ? 'absent' : rows < whole ? 'partly' : rows > whole ? 'doubled' : 'whole'

/** counts rows by the name of their write; each write has so many when it is whole */
const counted =
  (sql: string, whole: number): WriteKind['find'] =>
  async (database, ids) => {
    const { rows } = await database.query<{ id: string; count: number }>(sql, [ids])
    const counts = new Map(rows.map(({ id, count }) => [id, count]))
    return new Map(ids.map((id) => [id, foundBy(counts.get(id) ?? 0, whole)]))
  }

const fill = (externalId: string) =>
  ({
    kind: 'fill',
    externalId,
    symbol: 'RELIANCE',
    product: 'CNC',
    side: 'BUY',
    quantity: 1,
    price: '1400.0000',
    at: '2026-01-09T05:00:00.000Z',
  }) as const

const batch = 5

/** A mixed load: rows alone, rows together, a run with its outbox row and its idempotency key. */
export const writeKinds: readonly WriteKind[] = [
  {
    name: 'a fill',
    write: (client, id) => client.portfolio.record({ entries: [fill(id)] }),
    find: counted(
      `select external_id as id, count(*)::int as count from portfolio_fills where external_id = any($1) group by 1`,
      1,
    ),
  },
  {
    name: 'five fills together',
    write: (client, id) =>
      client.portfolio.record({ entries: Array.from({ length: batch }, (_, i) => fill(`${id}/${i}`)) }),
    find: counted(
      `select split_part(external_id, '/', 1) as id, count(*)::int as count from portfolio_fills
       where external_id like '%/%' and split_part(external_id, '/', 1) = any($1) group by 1`,
      batch,
    ),
  },
  {
    name: 'a symbol to watch',
    write: (client, id) => client.watchlists.add({ symbol: id.toUpperCase() }),
    find: counted(
      `select lower(symbol) as id, count(*)::int as count from user_watchlists where lower(symbol) = any($1) group by 1`,
      1,
    ),
  },
  {
    name: 'a run',
    write: (client, id) =>
      client.topPicks.run({
        universe: 'banknifty',
        mode: 'swing',
        idempotencyKey: `proof-${id}`,
      }),
    // the key is written in the transaction of the run, and names it; the run has one message, and each pick a recommendation and an event
    find: counted(
      `select substr(k.key, 7) as id,
         (count(distinct r.id) + (select count(*) from outbox o where o.topic = 'top-picks.run-recorded' and o.payload->>'runId' = min(r.id::text))
          + (select count(*) filter (where n = max(r.pick_count)) from (select count(*) as n from ai_recommendations a where a.run_id::text = min(r.id::text)) recommended)
          + (select count(*) filter (where n = max(r.pick_count)) from (select count(*) as n from pick_events e where e.run_id::text = min(r.id::text)) events))::int as count
       from idempotency_keys k left join top_picks_runs r on r.id = (k.result->>'runId')::uuid
       where substr(k.key, 7) = any($1) group by 1`,
      4,
    ),
  },
]
