import { cpSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { legacyCache, type MadeFile, nameOf } from '../../candles/testing/legacy-cache.ts'
import { applyPlan, makePlan, type Target, verify } from '../../index.ts'
import { filesBelow } from '../../testing/files-below.ts'
import { openHome } from '../../testing/home.ts'
import { makeInstallation } from '../../testing/installation.ts'
import { valueTarget } from '../../values/testing/target.ts'
import { clean, cutover, purgeMoved, undoClean } from '../index.ts'
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
const switched = async (files: readonly MadeFile[] = [early, late]) => {
  await using opening = new AsyncDisposableStack()
  const home = opening.use(await openHome())
  const { root } = opening.use(makeInstallation())
  opening.defer(() => rmSync(movedFolder(root), { recursive: true, force: true }))
  await using cache = await legacyCache(files)
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
    ['1,2025-08-29 00:00:00+05:30,10,20,5,,100', /1 rows of this cache are only there/],
  ] as const) {
    writeFileSync(file, `${before}${more}\n`)
    const { done, stays } = await clean(target, root, { now })
    expect(done).toEqual([])
    expect(stays).toEqual([
      ...cacheFiles.map((place) => ({ place, reason: expect.stringMatching(reason) })),
      { place: list, reason: 'a file of its candle cache stays' },
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

test.each([
  ['of one line', '{"error": "no candles"}'],
  ['with nothing in it', ''],
])('a candle file %s, of which nothing could be imported, keeps its cache', async (_what, content) => {
  await using installation = await switched()
  const { root, target } = installation
  const refused = join(folder, `${'1'.repeat(32)}.csv`)
  writeFileSync(join(root, refused), content)
  const { done, stays } = await clean(target, root, { now })
  expect(done).toEqual([])
  expect(stays).toContainEqual({ place: refused, reason: `nothing of ${refused} was imported` })
})

test('of a cache that was moved in part the others stay once one of them changed, came later, or has another name', async () => {
  await using installation = await switched()
  const { root, target } = installation
  await expect(clean(target, root, { now, rename: dyingAfter(1) })).rejects.toBe(killed)
  const [moved = ''] = filesBelow(join(movedFolder(root), 'files'))
  const left = cacheFiles.filter((path) => path !== moved)
  const [candles = ''] = left
  const inWay = { place: list, reason: 'a file of its candle cache stays' }
  const staysFor = async () => {
    const { done, stays } = await clean(target, root, { now })
    expect(done).toEqual([])
    expect(stays).toHaveLength(filesBelow(root).length)
    expect(stays).toContainEqual(inWay)
    return new Map(stays.map(({ place, reason }) => [place, reason]))
  }
  const before = readFileSync(join(root, candles))
  writeFileSync(join(root, candles), 'changed')
  expect((await staysFor()).get(candles)).toMatch(/^changed since its cache was proved/)
  writeFileSync(join(root, candles), before)

  const came = join(folder, `${'0'.repeat(32)}.csv`)
  writeFileSync(join(root, came), 'came')
  expect((await staysFor()).get(came)).toMatch(/^others of its cache were moved without it/)
  rmSync(join(root, came))

  linkSync(join(root, candles), join(root, 'other name'))
  expect((await staysFor()).get(candles)).toMatch(/has several names/)
  rmSync(join(root, 'other name'))
  expect((await clean(target, root, { now })).stays).toEqual([])
})

test('a file with another name, or that changes while others are moved, keeps its cache and the list', async () => {
  await using installation = await switched()
  const { root, target } = installation
  const [first = '', second = ''] = cacheFiles
  linkSync(join(root, first), join(root, 'other name'))
  expect((await clean(target, root, { now })).done).toEqual([])
  rmSync(join(root, 'other name'))
  const rename: Rename = (from, to) => {
    renameFree(from, to)
    writeFileSync(join(root, second), 'changed')
  }
  const { done, stays } = await clean(target, root, { now, rename })
  expect(done.map(({ path }) => path)).toEqual([first])
  expect(stays.map(({ place }) => place)).toEqual([second, join(folder, 'cache_metadata.json'), list])
})

test('without a list of instruments it may be killed anywhere, also after what was moved is deleted for good', async () => {
  const named = { ...late, cachedAt: '15:00:00' }
  await using installation = await switched([early, named])
  const { root, target } = installation
  rmSync(join(root, list))
  for (const n of [2, 1]) {
    await expect(clean(target, root, { now, rename: dyingAfter(n) })).rejects.toBe(killed)
    expect(await verify(target, root)).toMatchObject({ unreadCaches: [] })
    await undoClean(target, join(movedFolder(root), 'inventory.json'), { now })
  }
  await expect(clean(target, root, { now, rename: dyingAfter(2) })).rejects.toBe(killed)
  expect((await purgeMoved(target, join(movedFolder(root), 'inventory.json'), { now })).done).toHaveLength(2)
  expect(await clean(target, root, { now })).toMatchObject({ stays: [], done: { length: 1 } })
})
