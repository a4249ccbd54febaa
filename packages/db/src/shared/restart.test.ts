import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, stopPostgres } from '@fyntrix/embedded'
import { afterAll, expect, test } from 'vitest'
import { sampleRun } from '../testing/index.ts'
import { openDatabase } from './index.ts'

// a server of its own: others are being tested on the common one
const home = mkdtempSync(join(tmpdir(), 'fyntrix-restart-'))
const dir = join(home, 'postgres')
const start = () => startPostgres({ dir, env: process.env })
afterAll(async () => {
  await stopPostgres(dir, 'immediate')
  rmSync(home, { recursive: true, force: true })
})

test('a crash and restart of PostgreSQL loses nothing that was committed, and the next call finds it', {
  timeout: 120_000,
}, async () => {
  const server = await start()
  const back = Promise.withResolvers<void>()
  const warnings: string[] = []
  await using database = openDatabase({ url: server.url(), onWarning: (message) => warnings.push(message) })
  await database.migrate()
  await using _listening = await database.listen('news', () => back.resolve())
  const run = sampleRun()
  await database.transaction((tx) => tx.topPicks.insertRun(run, 1))

  await server.stop('immediate')
  await expect(database.ping()).rejects.toMatchObject({ code: 'unavailable' })
  await expect(database.repositories().topPicks.byId(run.id)).rejects.toMatchObject({ code: 'unavailable' })
  await start()

  expect(await database.repositories().topPicks.byId(run.id)).toEqual(run)
  await database.ping()
  await back.promise
  expect(warnings).toContain('an idle connection to PostgreSQL was lost')
})
