import { mkdirSync, readFileSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePlan } from '../../index.ts'
import { filesBelow } from '../../testing/files-below.ts'
import { openHome, type TestHome } from '../../testing/home.ts'
import type { Installation } from '../../testing/installation.ts'
import { costsPath, insertCost, makeStores, recommendationsPath, runsPath } from '../../testing/stores.ts'
import { clean, cutover, purgeMoved, rollback, undoClean } from '../index.ts'
import { renameFree } from './durable.ts'

const now = () => new Date('2026-01-10T00:00:00Z')
const png = 'output/a.png'

/** An installation that was switched over, gone with what was moved out of it. */
const switched = async (home: TestHome): Promise<Installation> => {
  const legacy = makeStores(12)
  legacy.file(png, Buffer.from([1, 2, 3]))
  legacy.file('.env', 'LOG_LEVEL=info\n')
  const done = await cutover(home.target, legacy.root, {
    hash: makePlan(legacy.root).hash,
    quietMs: 1,
    reads: 20,
    now,
    wait: () => Promise.resolve(),
  })
  expect(done.refused).toEqual([])
  const moved = `${legacy.root}-moved`
  return {
    ...legacy,
    [Symbol.dispose]: () => {
      legacy[Symbol.dispose]()
      rmSync(moved, { recursive: true, force: true })
    },
  }
}
const all = [recommendationsPath, costsPath, runsPath, png]

test('what is proved is moved with an inventory, comes back by its undo, and is only deleted by its purge', async () => {
  await using home = await openHome()
  using legacy = await switched(home)
  const { root } = legacy
  const before = readFileSync(join(root, runsPath))
  const cleaned = await clean(home.target, root, { now })
  expect(cleaned.done.map(({ path }) => path)).toEqual(all)
  expect(cleaned.stays).toEqual([{ place: '.env', reason: expect.stringContaining('configuration') }])
  expect(filesBelow(root)).toEqual(['.env'])
  expect(filesBelow(`${root}-moved/files`)).toEqual(all)
  expect(JSON.parse(readFileSync(cleaned.inventory, 'utf8'))).toMatchObject({
    root,
    files: [
      { path: recommendationsPath, provedBy: expect.stringMatching(/^12 rows of 1 tables, each by SHA-256/) },
      { path: costsPath },
      { path: runsPath },
      { path: png, bytes: 3, provedBy: 'a kept copy of the same SHA-256' },
    ],
  })
  const back = await undoClean(home.target, cleaned.inventory, { now })
  expect(back).toMatchObject({ stays: [] })
  expect(filesBelow(root)).toEqual(['.env', ...all])
  expect(readFileSync(join(root, runsPath))).toEqual(before)
  await clean(home.target, root, { now })
  writeFileSync(join(`${root}-moved/files`, png), 'other')
  const purged = await purgeMoved(home.target, cleaned.inventory, { now })
  expect(purged.done.map(({ path }) => path)).toEqual(all.slice(0, 3))
  expect(purged.stays).toEqual([{ place: png, reason: 'no longer what the inventory says' }])
  expect(filesBelow(`${root}-moved`)).toEqual([`files/${png}`, 'inventory.json'])
  expect(await undoClean(home.target, cleaned.inventory, { now })).toMatchObject({ done: [], stays: { length: 4 } })
})

test('what does not verify stays and is named, and before the switch nothing is touched', async () => {
  await using home = await openHome()
  using legacy = await switched(home)
  legacy.recommend({ symbol: 'LT', run_id: 'late' })
  legacy.file(png, 'changed')
  legacy.file('new.csv', 'a')
  const cleaned = await clean(home.target, legacy.root, { now })
  expect(cleaned.done.map(({ path }) => path)).toEqual([costsPath, runsPath])
  expect(cleaned.stays.map(({ place }) => place).toSorted()).toEqual(['.env', recommendationsPath, 'new.csv', png])
  using other = makeStores(4)
  await expect(clean(home.target, other.root, { now })).rejects.toMatchObject({ code: 'conflict' })
})

test('killed between any two steps nothing is lost, and the next call goes on', async () => {
  await using home = await openHome()
  using legacy = await switched(home)
  const { root } = legacy
  const killed = new Error('killed')
  for (let steps = 0; steps < all.length; steps += 1) {
    let done = 0
    const rename = (from: string, to: string) => {
      if (done === 1) throw killed
      done += 1
      renameFree(from, to)
    }
    const [ended] = await Promise.allSettled([clean(home.target, root, { now, rename })])
    expect(ended).toMatchObject(steps < all.length - 1 ? { reason: killed } : { status: 'fulfilled' })
    const there = filesBelow(`${root}-moved/files`)
    expect([...filesBelow(root), ...there].toSorted()).toEqual(['.env', ...all])
    expect(there.length).toBe(steps + 1)
  }
})

test('across devices a file is copied, hashed and then unlinked; one that was copied before it was killed is in both places, and then in one', async () => {
  await using home = await openHome()
  using legacy = await switched(home)
  const { root } = legacy
  mkdirSync(join(`${root}-moved/files/output`), { recursive: true })
  writeFileSync(join(`${root}-moved/files`, png), Buffer.from([1, 2, 3]))
  const rename = () => {
    throw Object.assign(new Error('another device'), { code: 'EXDEV' })
  }
  const cleaned = await clean(home.target, root, { now, rename })
  expect(cleaned.done.map(({ path }) => path)).toEqual(all)
  expect(filesBelow(root)).toEqual(['.env'])
  expect(filesBelow(`${root}-moved/files`)).toEqual(all)
})

test('what leads to the moved file itself is no file that came back: it stays where it is', async () => {
  await using home = await openHome()
  using legacy = await switched(home)
  const { root } = legacy
  const { inventory } = await clean(home.target, root, { now })
  const moved = (path: string) => join(`${root}-moved/files`, path)
  symlinkSync(moved(png), join(root, png))
  rmdirSync(join(root, 'cache'))
  symlinkSync(moved('cache'), join(root, 'cache'))
  const { done, stays } = await undoClean(home.target, inventory, { now })
  expect(done).toEqual([])
  expect(stays).toHaveLength(4)
  expect(filesBelow(`${root}-moved/files`)).toEqual(all)
  await expect(rollback(home.target, root)).rejects.toMatchObject({ code: 'conflict' })
  rmSync(join(root, png))
  rmSync(join(root, 'cache'))
  await expect(rollback(home.target, root)).rejects.toMatchObject({ message: expect.stringContaining('clean --undo') })
  expect((await undoClean(home.target, inventory, { now })).stays).toEqual([])
  expect(await rollback(home.target, root)).toMatchObject({ already: false })
})

test('what comes, or is written, while everything is proved stays', async () => {
  await using home = await openHome()
  using legacy = await switched(home)
  const { root } = legacy
  let writes = [
    () => legacy.file('late.json', '{}'),
    () => legacy.execute('cache/late.db', 'create table llm_requests (id integer primary key)'),
    () => legacy.execute(costsPath, insertCost(99)),
    () => legacy.file(png, 'changed'),
  ]
  const onProgress = () => {
    for (const write of writes) write()
    writes = []
  }
  const { done, stays } = await clean(home.target, root, { now, onProgress })
  expect(done.map(({ path }) => path)).toEqual([recommendationsPath, runsPath])
  expect(stays.map(({ place }) => place).toSorted()).toEqual(['.env', 'cache/late.db', costsPath, 'late.json', png])
})

test('a database of which no table was proved stays', async () => {
  await using home = await openHome()
  using legacy = await switched(home)
  legacy.execute('cache/empty.db', 'create table t (a)', 'drop table t')
  const { stays } = await clean(home.target, legacy.root, { now })
  expect(stays).toContainEqual({
    place: 'cache/empty.db',
    reason: expect.stringContaining('no table of it was proved'),
  })
})
