import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyPlan, makePlan, type Target } from '../index.ts'
import { openHome, type TestHome } from '../testing/home.ts'
import { type Installation, makeInstallation } from '../testing/installation.ts'
import { insertRun, makeStores, recommendationsPath, runsPath } from '../testing/stores.ts'
import { valueTarget } from '../values/testing/target.ts'
import { type CutoverMoment, type CutoverOptions, cutover, drill, rollback } from './index.ts'

const { target: values } = await valueTarget()
/** A home whose levels go to Redis. */
const withRedis = ({ target }: TestHome): Target => ({
  ...target,
  cache: () => Promise.resolve({ values, source: 'zerodha', candlesChanged: () => Promise.resolve() }),
})

const table = 'ai_recommendations'
const wait = () => Promise.resolve()
const now = () => new Date('2026-01-10T00:00:00Z')
const switchOver = (home: TestHome, { root }: Installation, options: Partial<CutoverOptions> = {}) =>
  cutover(home.target, root, { hash: makePlan(root).hash, quietMs: 1, reads: 100, now, wait, ...options })
const phases = async (home: TestHome) =>
  (await home.rows('select phase from imported.cutovers order by id')).map(({ phase }) => phase)

test('an installation is switched once everything is proved, and nothing more is imported of it until it is rolled back', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  const { hash } = makePlan(legacy.root)
  const done = await switchOver(home, legacy)
  expect(done).toMatchObject({ refused: [], already: false, verified: { proved: true }, shadow: { unexplained: 0 } })
  expect(done.databases.map(({ path, sha256 }) => [path, sha256.length])).toEqual([
    [recommendationsPath, 64],
    ['cache/llm_costs.db', 64],
    [runsPath, 64],
  ])
  expect(await switchOver(home, legacy)).toMatchObject({ already: true, switchedAt: done.switchedAt })
  await expect(applyPlan(withRedis(home), legacy.root, { hash })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/switched over at .*roll back first/),
  })
  expect(await rollback(home.target, legacy.root)).toMatchObject({ already: false, changed: [] })
  legacy.recommend({ symbol: 'LT', run_id: 'after' })
  expect((await applyPlan(withRedis(home), legacy.root, { hash })).tables[0]).toMatchObject({ added: 1 })
  expect(await phases(home)).toEqual(['following', 'switched', 'rolled-back'])
})

test('while somebody writes nothing is switched, and who is told', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  let n = 0
  const writing = await switchOver(home, legacy, {
    tries: 3,
    wait: async () => legacy.execute(runsPath, insertRun((n += 1) + 100)),
  })
  expect(writing).toMatchObject({
    switchedAt: null,
    refused: [`${runsPath}: somebody still writes to it: stop the legacy system`],
  })
  expect(n).toBe(3)
  const later = await switchOver(home, legacy, {
    onProgress: (moment) => moment === 'asking' && n++ === 3 && legacy.execute(runsPath, insertRun(200)),
  })
  expect(later).toMatchObject({ switchedAt: null, refused: [expect.stringContaining('written meanwhile')] })
  expect(await switchOver(home, legacy)).toMatchObject({ refused: [] })
  expect(await home.rows('select count(*)::int as n from imported.top_picks_runs')).toEqual([{ n: 44 }])
})

test('items of files are imported before the switch, and recorded with what was proved', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  legacy.file('data/analytics/feedback.jsonl', '{"symbol": "TCS"}\n{"symbol": "INFY"}\n')
  expect(await switchOver(home, legacy)).toMatchObject({ refused: [], verified: { documents: [{ proved: 2 }] } })
  expect(await home.rows('select symbol from imported.documents order by item')).toEqual([
    { symbol: 'TCS' },
    { symbol: 'INFY' },
  ])
  expect(
    await home.rows(`select proved->'documents'->0->>'proved' as n from imported.cutovers where phase = 'switched'`),
  ).toEqual([{ n: '2' }])
})

test('a configuration that somebody has to decide about stands in the way, where it is to be applied', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  legacy.file('.env', 'DATABASE_URL=postgresql://localhost/a\nARISE_DATABASE_URL=postgresql://localhost/b\n')
  const backupFolder = join(home.target.folder, 'backup')
  expect(await switchOver(home, legacy, { backupFolder })).toMatchObject({
    switchedAt: null,
    refused: [expect.stringMatching(/^configuration, \.env: /)],
  })
  expect(await switchOver(home, legacy)).toMatchObject({ refused: [] })
})

test('rows that were deleted there do not stand in the way, and are told', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  await applyPlan(withRedis(home), legacy.root, { hash: makePlan(legacy.root).hash })
  legacy.execute(recommendationsPath, `delete from ${table} where id < 4`)
  expect(await switchOver(home, legacy)).toMatchObject({ refused: [], deleted: [{ table, rows: [1n, 2n, 3n] }] })
})

test('what is not read is told as not imported, and does not stand in the way', async () => {
  using legacy = makeStores(12)
  await using home = await openHome()
  legacy.file('cache/none.db', 'hello')
  symlinkSync('/nowhere', join(legacy.root, 'link'))
  const done = await switchOver(home, legacy)
  expect(done).toMatchObject({ refused: [], verified: { proved: false } })
  expect(done.switchedAt).not.toBeNull()
  expect(done.notImported.map(({ place }) => place)).toEqual(['cache/none.db', 'link'])
  expect(
    await home.rows(`select proved->'notImported' as told from imported.cutovers where phase = 'switched'`),
  ).toEqual([{ told: { count: 2, first: done.notImported } }])
})

const moments: readonly CutoverMoment[] = [
  'following',
  'waiting',
  'proving',
  'asking',
  'configuring',
  'configured',
  'switching',
  'switched',
]
test.each(moments)('killed when it is %s, the next call ends as if nothing had been', async (moment) => {
  using legacy = makeInstallation()
  legacy.recommend()
  await using home = await openHome()
  const before = 'REDIS_PORT=6380\n'
  legacy.file('.env', before)
  const backupFolder = join(home.target.folder, 'backup')
  const options = { backupFolder, reads: 30 }
  const killed = new Error('killed')
  const dying = switchOver(home, legacy, {
    ...options,
    onProgress: (at) => {
      if (at === moment) throw killed
    },
  })
  await expect(dying).rejects.toBe(killed)
  expect(await switchOver(home, legacy, options)).toMatchObject({ refused: [], already: moment === 'switched' })
  expect(readFileSync(join(legacy.root, '.env'), 'utf8')).toMatch(/FYNTRIX_REDIS_URL/)
  expect(await rollback(home.target, legacy.root)).toMatchObject({ restored: ['.env'], changed: [] })
  expect(readFileSync(join(legacy.root, '.env'), 'utf8')).toBe(before)
  expect(existsSync(join(legacy.root, '.fyntrix-configuration.lock'))).toBe(false)
})

test('of two at once one is refused, and one switch is recorded', async () => {
  using legacy = makeStores(12)
  await using home = await openHome()
  const both = await Promise.allSettled([switchOver(home, legacy), switchOver(home, legacy)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  expect(await phases(home)).toEqual(['following', 'switched'])
})

test('a roll-back tells which databases were written since the switch, and a drill switches again', async () => {
  using legacy = makeStores(12)
  await using home = await openHome()
  await switchOver(home, legacy)
  legacy.execute(runsPath, insertRun(300))
  expect(await drill(home.target, legacy.root, { quietMs: 1, reads: 50, now, wait })).toMatchObject({
    rollback: {
      changed: [{ path: runsPath, change: 'changed' }],
      unchanged: [recommendationsPath, 'cache/llm_costs.db'],
    },
    cutover: { refused: [], already: false },
  })
  expect(await phases(home)).toEqual(['following', 'switched', 'rolled-back', 'following', 'switched'])
  await expect(rollback(home.target, join(legacy.root, 'cache'))).rejects.toMatchObject({ code: 'conflict' })
})

test('once one is switched over no other is imported into its home, and it is the same one under whatever name', async () => {
  using legacy = makeStores()
  using other = makeStores(3)
  await using home = await openHome()
  const target = withRedis(home)
  expect((await switchOver(home, legacy)).refused).toEqual([])
  const rows = () => home.rows('select run_id from imported.top_picks_runs order by source_row')
  const before = await rows()
  const message = expect.stringContaining('a home of its own, named by FYNTRIX_HOME')
  await expect(applyPlan(target, other.root, { hash: makePlan(other.root).hash })).rejects.toMatchObject({ message })
  await expect(switchOver(home, other)).rejects.toMatchObject({ message })
  expect(await rows()).toEqual(before)
  const link = `${legacy.root}-link`
  symlinkSync(legacy.root, link)
  try {
    await expect(applyPlan(target, link, { hash: makePlan(link).hash })).rejects.toMatchObject({
      message: expect.stringContaining('roll back first'),
    })
  } finally {
    rmSync(link)
  }
})
