import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openHome } from '../testing/home.ts'
import { makeInstallation } from '../testing/installation.ts'
import { makeRecommendations } from '../testing/legacy-recommendations.ts'
import { insertRun, makeStores, recommendationsPath, replaceLevels, runsPath } from '../testing/stores.ts'
import { verify } from '../verify.ts'
import { createFollower, follow } from './index.ts'

const table = 'ai_recommendations'
const picks = 'data/top_picks_intraday/picks_a.json'
const pickFile = (run_id: string) =>
  JSON.stringify({ run_id, items: [], as_of: '2026-01-09T10:00:00', universe: 'nifty50', mode: 'Intraday' })

test('what is added, changed and deleted while it is followed is imported, written anew and told, and the follower ends when it is told to', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  const stopping = new AbortController()
  const steps = [
    () => legacy.recommend({ symbol: 'LT', run_id: 'later' }),
    () => legacy.execute(recommendationsPath, `update ${table} set evaluated = 1, pnl_pct = 2.5 where id = 3`),
    () => legacy.execute(recommendationsPath, `delete from ${table} where id = 5`),
    () => legacy.file(picks, pickFile('x')),
    () => legacy.file(picks, pickFile('y')),
    () => undefined,
    () => stopping.abort(),
  ]
  const followed = await follow(home.target, legacy.root, {
    signal: stopping.signal,
    wait: async () => steps.shift()?.(),
  })
  expect(followed).toMatchObject({
    added: 40 * 3 + 4 + 1,
    replaced: 1,
    files: 2,
    deleted: [{ table, rows: [5n] }],
    waiting: [],
    problems: [],
    switched: false,
  })
  expect(
    await home.rows(`select pnl_pct from imported.${table} where source_row in (3, 5) order by source_row`),
  ).toEqual([{ pnl_pct: 2.5 }, { pnl_pct: null }])
})

test('what cannot be read is told whenever it ends, until a look at everything no longer finds it', async () => {
  using legacy = makeStores(4)
  await using home = await openHome()
  legacy.file('cache/none.db', 'hello')
  const problemsAfter = async (looks: number, meanwhile?: (look: number) => void) => {
    const stopping = new AbortController()
    let look = 0
    const { problems } = await follow(home.target, legacy.root, {
      signal: stopping.signal,
      wholeEvery: 3,
      wait: async () => {
        look += 1
        meanwhile?.(look)
        if (look === looks) stopping.abort()
      },
    })
    return problems.map(({ place }) => place)
  }
  expect(await problemsAfter(1)).toEqual(['cache/none.db'])
  expect(await problemsAfter(3)).toEqual(['cache/none.db'])
  const repair = (look: number) => look === 1 && rmSync(join(legacy.root, 'cache/none.db'))
  expect(await problemsAfter(4, repair)).toEqual([])
  const damage = (look: number) => look === 1 && legacy.file('cache/later.db', 'hello')
  expect(await problemsAfter(3, damage)).toEqual(['cache/later.db'])
  rmSync(join(legacy.root, 'cache/later.db'))
  // a table that cannot be followed between two looks at everything
  const drop = (look: number) => {
    if (look === 1) legacy.execute(runsPath, 'alter table top_picks_runs rename to gone')
    if (look === 2) legacy.execute(runsPath, 'alter table gone rename to top_picks_runs')
  }
  expect(await problemsAfter(3, drop)).toEqual([`${runsPath}#top_picks_runs`])
})

test('a change anywhere is found within as many looks as there are windows, and a look without a write compares nothing', async () => {
  using legacy = makeInstallation()
  legacy.execute(recommendationsPath)
  makeRecommendations(join(legacy.root, recommendationsPath), 3_000)
  await using home = await openHome()
  const follower = createFollower(home.target, legacy.root, { window: 500 })
  await follower.round()
  legacy.execute(recommendationsPath, `update ${table} set pnl_pct = 77 where id in (1400, 2990)`)
  const replaced: number[] = []
  for (let look = 0; look < 8; look += 1) replaced.push((await follower.round()).replaced)
  expect(replaced[0]).toBe(1)
  expect(replaced.reduce((sum, n) => sum + n, 0)).toBe(2)
  expect(await home.rows(`select count(*)::int as n from imported.${table} where pnl_pct = 77`)).toEqual([{ n: 2 }])
})

test('an item that is pushed out of its file while that is followed stays, and one that moved up is there once', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const put = (...ids: readonly number[]) =>
    legacy.file('.notifications.json', JSON.stringify(ids.map((id) => ({ id: `notif_${id}`, read: false }))))
  put(1, 2, 3)
  const follower = createFollower(home.target, legacy.root)
  await follower.round({ whole: true })
  put(2, 3, 4)
  expect(await follower.round({ whole: true })).toMatchObject({
    problems: [{ place: '.notifications.json', reason: '1 items that were imported are no longer there: they stay' }],
  })
  expect(await home.rows(`select item, body::json->>'id' as id from imported.documents order by item`)).toMatchObject([
    { id: 'notif_1' },
    { item: 0, id: 'notif_2' },
    { item: 1, id: 'notif_3' },
    { item: 2, id: 'notif_4' },
  ])
  expect(await follower.round({ whole: true })).toMatchObject({ added: 0, replaced: 0, files: 0 })
  expect(await verify(home.target, legacy.root)).toMatchObject({ proved: true, documents: [{ proved: 3, dropped: 1 }] })
})

test('a database that is locked is waited for, and what was written to it meanwhile is not lost', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  const follower = createFollower(home.target, legacy.root)
  await follower.round()
  const locking = new DatabaseSync(join(legacy.root, recommendationsPath))
  locking.exec(`begin exclusive; update ${table} set pnl_pct = 1 where id = 2`)
  expect((await follower.round()).waiting).toMatchObject([{ place: `${recommendationsPath}#${table}` }])
  locking.exec('commit')
  locking.close()
  expect(await follower.round()).toMatchObject({ replaced: 1, waiting: [] })
})

test('a row that took the place of another by its key takes it here too', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  const follower = createFollower(home.target, legacy.root)
  await follower.round()
  legacy.execute(runsPath, replaceLevels('TCS', 500), replaceLevels('TCS', 600))
  await follower.round()
  const levels = `select p from imported.support_resistance_levels where symbol = 'TCS'`
  expect(await home.rows(levels)).toEqual([{ p: 600 }])
  expect(await home.rows('select 1 from imported.quarantine')).toEqual([])
  expect(await verify(home.target, legacy.root, { withoutValues: true })).toMatchObject({ proved: true })
})

test('large rows that changed are all written anew, and one that was deleted meanwhile stays', async () => {
  using legacy = makeStores(60)
  await using home = await openHome()
  const follower = createFollower(home.target, legacy.root)
  await follower.round()
  legacy.execute(runsPath, `update top_picks_runs set trigger = hex(zeroblob(60000))`)
  await follower.round({ whole: true })
  expect(
    await home.rows(`select count(*)::int as n, min(length(trigger)) as least from imported.top_picks_runs`),
  ).toEqual([{ n: 60, least: 120_000 }])
  legacy.execute(runsPath, insertRun(70))
  await follower.round()
  expect(await verify(home.target, legacy.root, { withoutValues: true })).toMatchObject({ proved: true })
})
