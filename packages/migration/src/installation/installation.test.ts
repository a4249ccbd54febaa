import { cpSync, existsSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { applyPlan } from '../apply.ts'
import { clean, cutover, rollback, shadowWhileFollowing } from '../cutover/index.ts'
import { createFollower, follow, type MigrationStatus, makePlan, migrationStatus, verify } from '../index.ts'
import { openHome, type TestHome } from '../testing/home.ts'
import { type Installation, makeInstallation, recommendationsPath } from '../testing/installation.ts'

const feedback = 'data/analytics/feedback.jsonl'
const now = () => new Date('2026-01-10T00:00:00Z')

/** An installation whose rows, items and files stand where those of any other do. */
const makeNamed = (symbol: string, rows = 3): Installation => {
  const legacy = makeInstallation()
  for (let i = 0; i < rows; i += 1) legacy.recommend({ symbol, run_id: `${symbol} ${i}` })
  legacy.file(feedback, `{"symbol": "${symbol}"}\n`)
  legacy.file('data/notes.json', `{"of": "${symbol}"}`)
  return legacy
}

/** A copy of an installation at another path, gone when disposed. */
const copied = ({ root }: Pick<Installation, 'root'>) => {
  const copy = `${root}-copy`
  cpSync(root, copy, { recursive: true })
  return { root: copy, [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }) }
}

const apply = ({ target }: TestHome, root: string, movedFrom?: string) =>
  applyPlan(target, root, { hash: makePlan(root).hash, movedFrom })
const switchOver = ({ target }: TestHome, root: string) =>
  cutover(target, root, { hash: makePlan(root).hash, quietMs: 1, reads: 10, now, wait: () => Promise.resolve() })

const written = [
  'select path, part, last_row, counts from imported.sources order by path, part',
  'select source_row, symbol, run_id from imported.ai_recommendations order by 1, 2',
  'select path, sha256, became from imported.files order by path',
  'select path, item, symbol, body from imported.documents order by path, item',
  'select path, bytes, items from imported.document_files order by path',
  'select reason, cells from imported.quarantine order by 1, 2',
  'select root, phase from imported.cutovers order by id',
  'select root, moved_from from imported.installations',
]
/** All that is kept in a home. */
const contentOf = async (home: TestHome) => {
  const content: unknown[] = []
  for (const sql of written) content.push(await home.rows(sql))
  return content
}

/** A refusal that says all of this, in this order. */
const conflict = (...texts: readonly string[]) => ({
  code: 'conflict',
  message: expect.stringMatching(texts.map((text) => text.replaceAll(/[^\w\s]/g, '\\$&')).join('[^]*')),
})

describe('a home', () => {
  test('refuses whatever writes of a second installation, which is told what to do, and keeps the first one as it was', async () => {
    using first = makeNamed('INFY')
    using second = makeNamed('TCS')
    await using home = await openHome()
    const { target } = home
    await apply(home, first.root)
    const before = await contentOf(home)
    const refused = conflict(
      `this home holds ${first.root}`,
      'FYNTRIX_HOME',
      `migrate apply ${second.root} --plan HASH --moved-from ${first.root}`,
    )
    const asking = { reads: 10, seed: 1, follow: true }
    await expect(apply(home, second.root)).rejects.toMatchObject(refused)
    await expect(follow(target, second.root, { signal: AbortSignal.timeout(20_000) })).rejects.toMatchObject(refused)
    await expect(createFollower(target, second.root).round()).rejects.toMatchObject(refused)
    await expect(shadowWhileFollowing(target, second.root, asking)).rejects.toMatchObject(refused)
    await expect(switchOver(home, second.root)).rejects.toMatchObject(refused)
    expect(await contentOf(home)).toEqual(before)
    expect(await verify(target, first.root)).toMatchObject({ proved: true, homeHolds: null })
  })

  test('is claimed before the first row: an import that was ended at once is the one that goes on', async () => {
    using first = makeNamed('INFY')
    using second = makeNamed('TCS')
    await using home = await openHome()
    const killed = new Error('killed')
    const { hash } = makePlan(first.root)
    const signal = AbortSignal.abort(killed)
    await expect(applyPlan(home.target, first.root, { hash, signal })).rejects.toBe(killed)
    expect(await home.rows('select 1 from imported.ai_recommendations')).toEqual([])
    await expect(apply(home, second.root)).rejects.toMatchObject(conflict(`this home holds ${first.root}`))
    expect(await apply(home, first.root)).toMatchObject({ tables: [{ added: 3 }] })
  })

  test('is not claimed by a call with a plan that nobody agreed to', async () => {
    using first = makeNamed('INFY')
    await using home = await openHome()
    const options = { hash: 'another', now, quietMs: 1 }
    await expect(applyPlan(home.target, first.root, options)).rejects.toMatchObject({ code: 'conflict' })
    await expect(cutover(home.target, first.root, options)).rejects.toMatchObject({ code: 'conflict' })
    expect(await home.target.installations.current()).toBeNull()
  })

  test('is claimed by exactly one of several that begin at once, and has nothing of the others', async () => {
    const symbols = ['INFY', 'TCS', 'SBIN', 'ITC']
    for (let round = 0; round < 3; round += 1) {
      using made = new DisposableStack()
      const all = symbols.map((symbol) => made.use(makeNamed(symbol)))
      await using home = await openHome()
      const ended = await Promise.allSettled(all.map(({ root }) => apply(home, root)))
      const won = ended.flatMap(({ status }, i) => (status === 'fulfilled' ? [symbols[i]] : []))
      expect(won).toHaveLength(1)
      const reasons = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      expect(reasons).toEqual(Array(symbols.length - 1).fill(expect.objectContaining(conflict('this home holds'))))
      expect(await home.rows('select distinct symbol from imported.ai_recommendations')).toEqual([{ symbol: won[0] }])
      expect(await home.rows('select symbol from imported.documents')).toEqual([{ symbol: won[0] }])
      expect(await verify(home.target, all[symbols.indexOf(won[0] ?? '')]?.root ?? '')).toMatchObject({ proved: true })
    }
  })

  test('says which installation it holds, and of another one compares nothing', async () => {
    using first = makeNamed('INFY')
    using second = makeNamed('TCS')
    await using home = await openHome()
    const { target } = home
    const statusOf = async (folder?: string): Promise<Partial<MigrationStatus>> => {
      const { installation, other } = await migrationStatus(target, folder)
      return { installation, other }
    }
    expect(await statusOf(second.root)).toEqual({ installation: null, other: null })
    await apply(home, first.root)
    const installation = { root: first.root, claimedAt: expect.any(Date), movedFrom: null }
    expect(await statusOf()).toEqual({ installation, other: null })
    expect(await statusOf(first.root)).toEqual({ installation, other: null })
    expect(await statusOf(second.root)).toEqual({ installation, other: second.root })
    await expect(statusOf(join(first.root, 'nowhere'))).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await verify(target, second.root)).toMatchObject({
      proved: false,
      homeHolds: first.root,
      tables: [],
      documents: [],
      files: { proved: 0, problems: [] },
    })
  })

  test('lets nothing be cleaned out of an installation that it does not hold, whatever was recorded of that', async () => {
    using first = makeNamed('INFY')
    using second = makeNamed('TCS')
    await using home = await openHome()
    await apply(home, first.root)
    await home.target.cutovers.record(
      { root: second.root, phase: 'switched', plan: 'x', proved: {}, databases: [], backups: [] },
      null,
    )
    await expect(clean(home.target, second.root, { now })).rejects.toMatchObject(
      conflict(`this home holds ${first.root}`),
    )
    expect(existsSync(`${second.root}-moved`)).toBe(false)
  })
})

describe('an installation that was moved', () => {
  test('goes on from its new path once that is said, and the old one is refused in turn', async () => {
    using legacy = makeNamed('INFY')
    await using home = await openHome()
    await apply(home, legacy.root)
    using copy = copied(legacy)
    await expect(apply(home, copy.root)).rejects.toMatchObject(conflict(`this home holds ${legacy.root}`))
    expect(await apply(home, copy.root, legacy.root)).toMatchObject({
      moved: { from: legacy.root, left: [recommendationsPath] },
      tables: [{ added: 0, replaced: 0 }],
    })
    expect(await home.target.installations.current()).toMatchObject({ root: copy.root, movedFrom: legacy.root })
    // said again, as by whoever was ended amid it
    expect(await apply(home, copy.root, legacy.root)).toMatchObject({ moved: null })
    await expect(apply(home, legacy.root)).rejects.toMatchObject(conflict(`this home holds ${copy.root}`))
    expect(await verify(home.target, copy.root)).toMatchObject({ proved: true })
    expect(await home.rows('select path from imported.sources where part <> $$documents$$')).toEqual([
      { path: recommendationsPath },
    ])
  })

  test('leaves no databases where it was renamed, also with a link at the old path', async () => {
    using legacy = makeNamed('INFY')
    await using home = await openHome()
    await apply(home, legacy.root)
    const to = `${legacy.root}-renamed`
    renameSync(legacy.root, to)
    try {
      expect(await apply(home, to, legacy.root)).toMatchObject({ moved: { from: legacy.root, left: [] } })
      renameSync(to, legacy.root)
      symlinkSync(legacy.root, to)
      expect(await apply(home, legacy.root, to)).toMatchObject({ moved: { from: to, left: [] } })
      // the old path leads to the new one
      expect(await apply(home, to)).toMatchObject({ root: legacy.root, moved: null })
    } finally {
      rmSync(to, { force: true })
    }
  })

  test('is none where the home holds one of another path, or where none of its rows is', async () => {
    using first = makeNamed('INFY')
    using second = makeNamed('TCS')
    using empty = makeInstallation()
    await using home = await openHome()
    await apply(home, first.root)
    const before = await contentOf(home)
    using copy = copied(first)
    await expect(apply(home, copy.root, second.root)).rejects.toMatchObject(
      conflict(`holds ${first.root}`, second.root),
    )
    await expect(apply(home, second.root, first.root)).rejects.toMatchObject(
      conflict('none of the newest rows', 'it is another installation', 'FYNTRIX_HOME'),
    )
    await expect(apply(home, empty.root, first.root)).rejects.toMatchObject(conflict('it is another installation'))
    expect(await contentOf(home)).toEqual(before)
  })

  test('is known by rows that stayed, whatever else was changed, added or deleted meanwhile', async () => {
    using legacy = makeNamed('INFY', 6)
    await using home = await openHome()
    await apply(home, legacy.root)
    legacy.execute(
      recommendationsPath,
      'delete from ai_recommendations where id < 3',
      'update ai_recommendations set score_blend = 1 where id > 4',
    )
    legacy.recommend({ symbol: 'LT', run_id: 'later' })
    using copy = copied(legacy)
    expect(await apply(home, copy.root, legacy.root)).toMatchObject({ tables: [{ added: 1, replaced: 2, deleted: 2 }] })
  })

  test('is not moved while somebody imports it, and by one of two alone', async () => {
    using legacy = makeNamed('INFY')
    await using home = await openHome()
    await apply(home, legacy.root)
    using copy = copied(legacy)
    legacy.file('cache/value.pkl', Buffer.from('80045d942e', 'hex'))
    const amid = new Error('amid its values')
    const cache = async () => {
      await expect(apply(home, copy.root, legacy.root)).rejects.toMatchObject(
        conflict(`somebody imports ${legacy.root} at this moment`),
      )
      throw amid
    }
    const { hash } = makePlan(legacy.root)
    await expect(applyPlan({ ...home.target, cache }, legacy.root, { hash })).rejects.toBe(amid)
    using another = copied(copy)
    const both = await Promise.allSettled([copy, another].map(({ root }) => apply(home, root, legacy.root)))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    const before = await home.target.installations.current()
    await expect(home.target.installations.move(legacy.root, '/elsewhere')).rejects.toMatchObject(
      conflict(`${legacy.root} was moved by somebody else`),
    )
    expect(await home.target.installations.current()).toEqual(before)
  })

  test('is followed no longer at the old path from the next look on', async () => {
    using legacy = makeNamed('INFY')
    await using home = await openHome()
    const follower = createFollower(home.target, legacy.root)
    await follower.round({ whole: true })
    using copy = copied(legacy)
    await apply(home, copy.root, legacy.root)
    legacy.recommend({ symbol: 'LT', run_id: 'at the old path' })
    await expect(follower.round()).rejects.toMatchObject(conflict(`this home holds ${copy.root}`))
    expect(await home.rows(`select 1 from imported.ai_recommendations where symbol = 'LT'`)).toEqual([])
  })

  test('keeps what its cut-over was, and begins one of its own', async () => {
    using legacy = makeNamed('INFY')
    await using home = await openHome()
    const phases = () => home.rows('select root, phase from imported.cutovers order by id')
    const at = (root: string, ...names: readonly string[]) => names.map((phase) => ({ root, phase }))
    expect(await switchOver(home, legacy.root)).toMatchObject({ refused: [] })
    using copy = copied(legacy)
    await expect(apply(home, copy.root, legacy.root)).rejects.toMatchObject(
      conflict('bring it back to that path', `migrate rollback ${legacy.root}`),
    )
    await expect(apply(home, copy.root)).rejects.toMatchObject(conflict('which was switched over'))
    expect(await home.target.installations.current()).toMatchObject({ root: legacy.root })
    await rollback(home.target, legacy.root)
    expect(await apply(home, copy.root, legacy.root)).toMatchObject({ moved: { from: legacy.root } })
    const before = at(legacy.root, 'following', 'switched', 'rolled-back')
    expect(await phases()).toEqual(before)
    expect(await switchOver(home, copy.root)).toMatchObject({ refused: [], already: false })
    expect(await phases()).toEqual([...before, ...at(copy.root, 'following', 'switched')])
    expect(await migrationStatus(home.target)).toMatchObject({
      installation: { root: copy.root },
      cutovers: [
        { root: legacy.root, phase: 'rolled-back' },
        { root: copy.root, phase: 'switched' },
      ],
    })
  })

  test('is moved amid a cut-over, but not once that began to write its configuration', async () => {
    using legacy = makeNamed('INFY')
    legacy.file('.env', 'REDIS_PORT=6380\n')
    await using home = await openHome()
    const { hash } = makePlan(legacy.root)
    const killed = new Error('killed')
    const killedWhen = (moment: string, root: string) =>
      cutover(home.target, root, {
        hash: makePlan(root).hash,
        quietMs: 1,
        reads: 10,
        now,
        wait: () => Promise.resolve(),
        backupFolder: join(home.target.folder, 'backup'),
        onProgress: (at) => {
          if (at === moment) throw killed
        },
      })
    await expect(killedWhen('asking', legacy.root)).rejects.toBe(killed)
    using copy = copied(legacy)
    expect(await apply(home, copy.root, legacy.root)).toMatchObject({ moved: { from: legacy.root } })
    await expect(cutover(home.target, legacy.root, { hash, now, quietMs: 1 })).rejects.toMatchObject(
      conflict(`this home holds ${copy.root}`),
    )
    await expect(killedWhen('configured', copy.root)).rejects.toBe(killed)
    await expect(apply(home, legacy.root, copy.root)).rejects.toMatchObject(conflict('begun', `rollback ${copy.root}`))
    expect(await rollback(home.target, copy.root)).toMatchObject({ restored: ['.env'] })
    expect(await apply(home, legacy.root, copy.root)).toMatchObject({ moved: { from: copy.root } })
  })
})
