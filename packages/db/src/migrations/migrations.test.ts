import { randomUUID } from 'node:crypto'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { entities } from '../shared/entities.ts'
import { openDatabase } from '../shared/index.ts'
import { asAdmin } from '../testing/admin.ts'
import { freshId, urlOf } from '../testing/index.ts'
import { migrations } from './index.ts'

/** An empty database, gone when disposed. */
const emptyDatabase = async () => {
  const serverUrl = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(serverUrl, (client) => client.query(`create database ${name}`))
  return {
    url: urlOf(serverUrl, name),
    [Symbol.asyncDispose]: () =>
      asAdmin(serverUrl, async (client) => void (await client.query(`drop database ${name}`))),
  }
}

const migrateTo = async (url: string, name: string): Promise<void> => {
  const orm = new MikroORM({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, silent: true },
  })
  try {
    await orm.migrator.up({ to: name })
  } finally {
    await orm.close()
  }
}

test.each(migrations.map(({ name }) => name))(
  'from the state of %s the tables become what the entities say',
  async (name) => {
    await using empty = await emptyDatabase()
    await migrateTo(empty.url, name)
    await using db = openDatabase({ url: empty.url })
    const later = migrations.slice(migrations.findIndex((one) => one.name === name) + 1)
    expect(await db.migrate()).toEqual(later.map((one) => one.name))
    expect(await db.checkSchema()).toEqual([])
  },
)

const cutoversOf: readonly [holds: string | null, ...(readonly [root: string, phase: string])[]][] = [
  [null],
  ['/a', ['/a', 'following']],
  ['/a', ['/a', 'following'], ['/a', 'switched'], ['/a', 'rolled-back']],
  [null, ['/a', 'following'], ['/b', 'rolled-back']],
  ['/a', ['/b', 'following'], ['/a', 'switched'], ['/b', 'rolled-back']],
  [null, ['/a', 'switched'], ['/b', 'following'], ['/a', 'rolled-back']],
  ['/b', ['/b', 'switched'], ['/a', 'switched'], ['/b', 'rolled-back'], ['/b', 'switched']],
]
test.each(cutoversOf)('a home of before holds %s by its cut-overs %j', async (holds, ...steps) => {
  await using empty = await emptyDatabase()
  await migrateTo(empty.url, '20270203000000-imported-documents')
  const client = new pg.Client({ connectionString: empty.url })
  await client.connect()
  for (const [root, phase] of steps)
    await client.query(`insert into imported.cutovers (root, phase, plan) values ($1, $2, 'x')`, [root, phase])
  const { rows } = await client.query('select min(at) as at from imported.cutovers where root = $1', [holds])
  {
    await using db = openDatabase({ url: empty.url })
    await db.migrate()
    expect(await db.installations.current()).toEqual(holds && { root: holds, claimedAt: rows[0]?.at, movedFrom: null })
    // the next import claims a home that holds none
    expect(await db.installations.claim('/c')).toMatchObject({ root: holds ?? '/c' })
  }
  await expect(client.query(`insert into imported.installations (id, root) values (2, '/d')`)).rejects.toThrow(/check/)
  await client.end()
})

test('picks of before outcomes get a pending outcome for each horizon of their mode', async () => {
  await using empty = await emptyDatabase()
  await migrateTo(empty.url, '20260701000000-init')
  const client = new pg.Client({ connectionString: empty.url })
  await client.connect()
  const [run, event] = [freshId(), freshId()]
  await client.query(
    `insert into top_picks_runs (id, lane, source, universe, mode, as_of, session, trigger, started_at, finished_at, elapsed_ms, config_version,
       weights, coverage, total_members, total_with_candles, total_analyzed, total_covered, pick_count, provenance, input_hash, exclusions, payload,
       payload_schema, fence)
     values ($1, 'live', 'nse-daily', 'nifty50', 'swing', now(), '2026-01-09', 'manual', now(), now(), 1, 'x', '{}', 1, 1, 1, 1, 1, 1, '{}', '', '[]', '{}', 1, 1)`,
    [run],
  )
  await client.query(
    `insert into pick_events (id, run_id, lane, symbol, direction, source, mode, universe, signal_ts, trade_date, signal_price, recommended_entry,
       recommended_target, recommended_stop, blend_score, recommendation, confidence, extra_context)
     values ($1, $2, 'live', 'INFY', 'LONG', 'manual', 'swing', 'nifty50', now(), '2026-01-09', 1, 1, 2, 0.5, 70, 'Buy', 'High', '{}')`,
    [event, run],
  )
  {
    await using db = openDatabase({ url: empty.url })
    await db.migrate()
  }
  const { rows } = await client.query(`select event_id, lane, horizon, status from pick_outcomes order by horizon`)
  expect(rows).toEqual(
    ['10d', '3d', '5d', 'eod'].map((horizon) => ({ event_id: event, lane: 'live', horizon, status: 'pending' })),
  )
  await client.end()
})
