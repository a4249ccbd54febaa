import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { processIsAlive, startPgbouncer, startPostgres, stopPostgres } from '../index.ts'
import { temporaryDirectory, testBinariesDirectory, testEnvironment } from '../testing/index.ts'
import { findPgbouncer } from './packages.ts'

const env = testEnvironment()
const search = { binariesDir: testBinariesDirectory, env, download: true }
const isThere = await findPgbouncer(search).then(
  () => true,
  () => false,
)

test('that is nowhere to be found is an error that says what to install', async () => {
  const missing = findPgbouncer({ binariesDir: '/nowhere', env: { PATH: '' }, download: false })
  await expect(missing).rejects.toMatchObject({ service: 'pgbouncer', code: 'binary-missing' })
})

test.skipIf(!isThere)(
  'lends a connection for a transaction, so that nothing of a session is kept, and ends',
  async () => {
    const parent = temporaryDirectory()
    const dir = join(parent, 'postgres')
    try {
      const postgres = await startPostgres({ dir, env, ephemeral: true })
      const pooler = await startPgbouncer({ ...search, dir: join(parent, 'pgbouncer'), upstream: postgres.url() })
      const clients = [1, 2].map(() => new pg.Client({ connectionString: pooler.url(postgres.url()) }))
      await Promise.all(clients.map((client) => client.connect()))
      const backends: unknown[] = []
      for (const client of clients) backends.push((await client.query('select pg_backend_pid() as pid')).rows[0])
      expect(backends[1]).toEqual(backends[0])
      await Promise.all(clients.map((client) => client.end()))
      await pooler.stop()
      expect(processIsAlive(pooler.pid)).toBe(false)
    } finally {
      await stopPostgres(dir)
      rmSync(parent, { recursive: true })
    }
  },
)
