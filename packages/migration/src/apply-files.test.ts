import { writeFileSync } from 'node:fs'
import { nse } from '@fyntrix/calendar'
import { describe, expect, test } from 'vitest'
import { keptPath } from './files/keep-file.ts'
import { makePlan, surveyPlan, verify } from './index.ts'
import { apply } from './testing/apply.ts'
import { openHome } from './testing/home.ts'
import { makeInstallation } from './testing/installation.ts'

describe('a file', () => {
  test('is kept whole, and one that changed or whose copy was touched is told', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    legacy.file('output/charts/a.png', Buffer.from([1, 2, 3]))
    legacy.file('cache/b.json', '{"a": NaN}')
    expect((await apply(home.target, legacy.root)).files).toMatchObject({ files: 2, changed: 2 })
    expect((await apply(home.target, legacy.root)).files).toMatchObject({ files: 2, changed: 0 })
    expect(await verify(home.target, legacy.root)).toMatchObject({ proved: true, files: { proved: 2 } })
    const [kept] = await home.target.importedFiles.list()
    const copy = keptPath(home.target.folder, kept?.sha256 ?? '')
    writeFileSync(copy, 'touched')
    expect(await verify(home.target, legacy.root)).toMatchObject({
      proved: false,
      files: { problems: [{ place: kept?.path, reason: 'its copy was changed' }] },
    })
    await apply(home.target, legacy.root)
    expect(await verify(home.target, legacy.root)).toMatchObject({ proved: true })
    legacy.file('cache/b.json', '{}')
    expect(await verify(home.target, legacy.root)).toMatchObject({
      proved: false,
      files: { proved: 1, problems: [{ place: 'cache/b.json', reason: expect.stringContaining('changed since') }] },
    })
  })

  test('of picks is held against its run', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const payload = {
      generated_at: '2026-01-09T19:56:26.5',
      universe: 'nifty50',
      mode: 'Intraday',
      picks: [{ symbol: 'TCS' }],
    }
    legacy.execute(
      'cache/top_picks_runs.db',
      `create table top_picks_runs (id integer primary key, run_id text, universe text, mode text, generated_at_utc text, trigger text, payload text)`,
      `insert into top_picks_runs values (1, 'r1', 'nifty50', 'Intraday', '2026-01-09T14:28:23', 'backfill', '${JSON.stringify(payload)}')`,
    )
    const file = {
      run_id: 'r1',
      items: payload.picks,
      as_of: payload.generated_at,
      universe: 'nifty50',
      mode: 'Intraday',
    }
    const put = (name: string, content: unknown) =>
      legacy.file(`data/top_picks_intraday/picks_${name}.json`, JSON.stringify(content))
    put('same', file)
    put('other', { ...file, items: [] })
    put('stray', { ...file, run_id: 'r2' })
    put('broken', 'x')
    put('unreadable', { ...file, run_id: 'r3' })
    legacy.execute(
      'cache/top_picks_runs.db',
      `insert into top_picks_runs values (2, 'r3', 'nifty50', 'Intraday', '2026-01-09T14:28:23', 'backfill', 'no JSON')`,
    )
    legacy.file('data/top_picks/picks_2026-01-09.json', JSON.stringify(payload))
    const { files, problems } = await apply(home.target, legacy.root)
    expect(Object.fromEntries(files.became.map(({ became, files: n }) => [became, n]))).toEqual({
      'equal to its run': 2,
      'differs from its run': 2,
      'of no run that is here': 1,
      'no pick file': 1,
    })
    expect(problems).toMatchObject([
      { place: 'cache/top_picks_runs.db#top_picks_runs', reason: '1 cells of payload: not readable, kept' },
      { place: 'data/top_picks_intraday/picks_broken.json' },
      { reason: 'differs in items' },
      { reason: 'the payload of its run cannot be read' },
    ])
  })

  test('of candles whose metadata cannot be read is told, by plan, import and proof, and everything else is imported', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    legacy.file('zerodha/cache_metadata.json', '{"a": {"symbol": "M&')
    legacy.file(`zerodha/${'0'.repeat(32)}.csv`, ',date,open,high,low,close,volume\n')
    legacy.file('notes.txt', 'kept')
    const unread = { place: 'zerodha', reason: expect.stringContaining('restore it or remove it') }
    const facts = { calendar: nse, now: () => new Date('2026-01-10T00:00:00Z'), source: 'zerodha' } as const
    expect(await surveyPlan(makePlan(legacy.root), facts, {})).toMatchObject({ candles: [], unreadCaches: [unread] })
    expect(await apply(home.target, legacy.root)).toMatchObject({
      candles: [],
      problems: [unread],
      files: { files: 1 },
    })
    expect(await verify(home.target, legacy.root)).toMatchObject({
      unreadCaches: [unread],
      proved: false,
      files: { proved: 1 },
    })
  })
})
