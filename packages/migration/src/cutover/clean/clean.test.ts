import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePlan } from '../../index.ts'
import { filesBelow } from '../../testing/files-below.ts'
import { openHome, type TestHome } from '../../testing/home.ts'
import type { Installation } from '../../testing/installation.ts'
import { costsPath, makeStores, recommendationsPath, runsPath } from '../../testing/stores.ts'
import { clean, cutover, purgeMoved, undoClean } from '../index.ts'
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
