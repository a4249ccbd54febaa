import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { archiveFolder } from './archive.service.ts'

const asOf = '2026-05-15T04:00:00.000Z'
const { services, resources } = await testServices({ asOf })
const folder = join(resources.home, archiveFolder)
const check = (repair = false) => services.archive.check({ repair })

beforeAll(async () => {
  await importSimulatedMarket(services, asOf)
  for (const universe of ['banknifty', 'nifty50', 'banknifty'] as const)
    await services.topPicks.run({ universe, mode: 'swing', trigger: 'manual' })
})

test('an archive is checked against what was written, and repaired from the facts', async () => {
  expect(await check()).toEqual({ files: 0, bytes: 0, problems: 0, repaired: 0, findings: [] })
  await services.relay.drain()
  const names = readdirSync(folder).toSorted()
  const [first = '', second = '', third = ''] = names
  expect(names).toHaveLength(3)
  expect(await check()).toMatchObject({ files: 3, problems: 0 })

  const before = names.map((name) => readFileSync(join(folder, name), 'utf8'))
  rmSync(join(folder, first))
  // as long as before, but another text
  writeFileSync(join(folder, second), (before[1] ?? '').replace('2', '3'))
  // a file that was written just now may get its row yet
  writeFileSync(join(folder, 'new.json'), '{}')
  writeFileSync(join(folder, 'stranger.json'), '{}')
  utimesSync(join(folder, 'stranger.json'), 0, 0)
  const found = await check()
  expect(found).toMatchObject({ files: 2, problems: 3, repaired: 0 })
  expect(found.findings.map(({ problem, path }) => `${problem} ${path}`).toSorted()).toEqual([
    `damaged ${join(archiveFolder, second)}`,
    `missing ${join(archiveFolder, first)}`,
    `unknown ${join(archiveFolder, 'stranger.json')}`,
  ])

  expect(await check(true)).toMatchObject({ problems: 3, repaired: 2 })
  expect([first, second, third].map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(before)
  expect((await check()).findings).toMatchObject([{ problem: 'unknown' }])
})

test('a published run without a file is found', async () => {
  await services.topPicks.run({ universe: 'nifty50', mode: 'swing', trigger: 'manual' })
  const { outbox } = resources.db.repositories()
  // published by somebody who forgot the file
  await resources.db.transaction(async (tx) => {
    const claimed = await tx.outbox.claim(10)
    await tx.outbox.markPublished(claimed.map(({ id }) => id))
  })
  expect(await outbox.stats()).toMatchObject({ pending: 0 })
  expect((await check(true)).findings).toContainEqual(expect.objectContaining({ problem: 'unwritten', repaired: true }))
  expect(await check()).toMatchObject({ files: 4 })
})
