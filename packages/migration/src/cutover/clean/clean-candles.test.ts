import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { legacyCache, nameOf } from '../../candles/testing/legacy-cache.ts'
import { applyPlan, makePlan, type Target } from '../../index.ts'
import { filesBelow } from '../../testing/files-below.ts'
import { openHome } from '../../testing/home.ts'
import { makeInstallation } from '../../testing/installation.ts'
import { valueTarget } from '../../values/testing/target.ts'
import { clean, cutover, undoClean } from '../index.ts'
import { type Rename, renameFree } from './durable.ts'
import { movedFolder } from './inventory.ts'

const now = () => new Date('2026-07-01T00:00:00Z')
const folder = 'zerodha'
const list = 'instruments.csv'
const window = { symbol: 'M&M', interval: 'day', from: '2025-07-29', to: '2025-08-28' }
const early = { ...window, cachedAt: '15:00:00', bars: [['2025-08-28 00:00:00', 11]] } as const
// says otherwise of the same bar, and is known by the list of instruments alone
const late = { ...window, from: '2025-07-30', to: '2025-08-29', bars: [['2025-08-28 00:00:00', 12]] } as const
const cacheFiles = [nameOf(early), nameOf(late), 'cache_metadata.json'].map((name) => join(folder, name)).toSorted()

const { target: values } = await valueTarget()

/** An installation with a candle cache that was imported and switched over, gone with what was moved out of it. */
const switched = async () => {
  await using opening = new AsyncDisposableStack()
  const home = opening.use(await openHome())
  const { root } = opening.use(makeInstallation())
  opening.defer(() => rmSync(movedFolder(root), { recursive: true, force: true }))
  await using cache = await legacyCache([early, late])
  cpSync(cache.path, join(root, folder), { recursive: true })
  renameSync(join(root, folder, 'instruments.list'), join(root, list))
  const target: Target = {
    ...home.target,
    now,
    cache: () => Promise.resolve({ values, source: 'zerodha', candlesChanged: () => Promise.resolve() }),
  }
  const { hash } = makePlan(root)
  await applyPlan(target, root, { hash })
  const done = await cutover(target, root, { hash, quietMs: 1, reads: 1, now, wait: () => Promise.resolve() })
  expect(done.refused).toEqual([])
  const open = opening.move()
  return { root, target, [Symbol.asyncDispose]: () => open.disposeAsync() }
}
const killed = new Error('killed')
/** Moves so many files, and dies. */
const dyingAfter = (n: number): Rename => {
  let moved = 0
  return (from, to) => {
    if (moved === n) throw killed
    moved += 1
    renameFree(from, to)
  }
}

test('a candle cache whose every bar is proved is moved whole, before the list that it is read with, and comes back', async () => {
  await using installation = await switched()
  const { root, target } = installation
  const cleaned = await clean(target, root, { now })
  expect(cleaned.stays).toEqual([])
  expect(cleaned.done.map(({ path, provedBy }) => [path, provedBy])).toEqual([
    ...cacheFiles.map((path) => [path, '2 versions of 1 bars of its cache, equal by keyed SHA-256']),
    [list, 'a kept copy of the same SHA-256'],
  ])
  expect(filesBelow(root)).toEqual([])
  expect((await undoClean(target, cleaned.inventory, { now })).done).toHaveLength(4)
  expect(filesBelow(root)).toEqual([...cacheFiles, list].toSorted())
})

test('one with a bar that is not here, or rows that could not be imported, stays whole, with its list', async () => {
  await using installation = await switched()
  const { root, target } = installation
  const file = join(root, folder, nameOf(late))
  const before = readFileSync(file, 'utf8')
  for (const [more, reason] of [
    ['1,2025-08-29 00:00:00+05:30,10,20,5,11,100', /values of candles differ/],
    ['1,2025-08-29 00:00:00+05:30,10,20,5,,100', /1 rows of this cache could not be imported/],
  ] as const) {
    writeFileSync(file, `${before}${more}\n`)
    const { done, stays } = await clean(target, root, { now })
    expect(done).toEqual([])
    expect(stays).toEqual([
      { place: list, reason: 'it names files of a candle cache that stays' },
      ...cacheFiles.map((place) => ({ place, reason: expect.stringMatching(reason) })),
    ])
  }
})

test.each([1, 2, 3])(
  'killed after %i files the next call moves the others, though what is left could not be proved alone',
  async (n) => {
    await using installation = await switched()
    const { root, target } = installation
    await expect(clean(target, root, { now, rename: dyingAfter(n) })).rejects.toBe(killed)
    expect(filesBelow(root)).toHaveLength(4 - n)
    expect(await clean(target, root, { now })).toMatchObject({ stays: [], done: { length: 4 - n } })
    expect(filesBelow(join(movedFolder(root), 'files'))).toEqual([...cacheFiles, list].toSorted())
  },
)

test('of a cache that was moved in part, a file that changed since or came later stays', async () => {
  await using installation = await switched()
  const { root, target } = installation
  await expect(clean(target, root, { now, rename: dyingAfter(1) })).rejects.toBe(killed)
  const [changed = '', kept = ''] = filesBelow(join(root, folder))
  const came = `${'0'.repeat(32)}.csv`
  writeFileSync(join(root, folder, changed), 'changed')
  writeFileSync(join(root, folder, came), 'came')
  const { done, stays } = await clean(target, root, { now })
  expect(done.map(({ path }) => path)).toEqual([join(folder, kept)])
  expect(stays.map(({ place, reason }) => [place, reason.split(':')[0]])).toEqual([
    [list, 'it names files of a candle cache that stays'],
    [join(folder, came), 'others of its cache were moved without it'],
    [join(folder, changed), 'changed since its cache was proved, of which others were moved'],
  ])
})
