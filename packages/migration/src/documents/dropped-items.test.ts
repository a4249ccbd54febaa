import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDocumentsHome as openHome } from '../testing/documents-home.ts'
import { type Installation, makeInstallation } from '../testing/installation.ts'

const notifications = '.notifications.json'
const watchlist = 'data/watchlist/watchlist.json'
const universes = 'data/index_universe/index_universes.json'
const events = 'data/events/scalping_exit/2026/01/09/events.jsonl'
const summary = 'cache/global_indices_summary.json'

const notification = (n: number, read = false) =>
  `{"id": "notif_${1_768_383_000 + n}", "title": "Exit", "message": "of ${n}", "created_at": "2026-01-14T15:01:${n}", "read": ${read}}`
const entry = (id: number, symbol: string, status = 'open') =>
  `{"id": ${id}, "symbol": "${symbol}", "created_at": "2026-01-09T10:00:00Z", "status": "${status}"}`
const event = (n: number) => `{"n": ${n}, "symbol": "INFY"}`
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

const putList = (legacy: Installation, path: string, items: readonly string[]) =>
  legacy.file(path, path === watchlist ? `{"entries": [${items.join(', ')}]}` : `[${items.join(', ')}]`)
const putLines = (legacy: Installation, lines: readonly string[]) =>
  legacy.file(events, lines.map((line) => `${line}\n`).join(''))

describe('what the legacy system drops', () => {
  test('stays when notifications roll over', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    putList(
      legacy,
      notifications,
      numbers(0, 100).map((n) => notification(n)),
    )
    await home.apply(legacy.root)
    const now = numbers(50, 150).map((n) => notification(n, n < 60))
    putList(legacy, notifications, now)
    expect(await home.apply(legacy.root)).toMatchObject({
      documents: [{ kind: 'notification', vanished: 50, quarantined: 0 }],
      problems: [{ place: notifications, reason: '50 items that were imported are no longer there: they stay' }],
    })
    expect(await home.live()).toEqual(now)
    expect(await home.gone()).toEqual(
      numbers(0, 50)
        .map((n) => notification(n))
        .toSorted(),
    )
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 0, replaced: 0, vanished: 50 }])
    expect(await home.verify(legacy.root)).toMatchObject({
      proved: true,
      documents: [{ proved: 100, vanished: 0, dropped: 50, differences: [] }],
    })
  })

  test('stays when an entry of the watchlist is removed in the middle; those that moved up, or were updated, are there once', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    putList(legacy, watchlist, [entry(1, 'TCS'), entry(2, 'INFY'), entry(3, 'LT'), entry(4, 'SBIN')])
    await home.apply(legacy.root)
    const now = [entry(1, 'TCS', 'hit'), entry(3, 'LT'), entry(4, 'SBIN', 'hit')]
    putList(legacy, watchlist, now)
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 0, vanished: 1 }])
    expect(await home.live()).toEqual(now)
    expect(await home.gone()).toEqual([entry(2, 'INFY')])
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true, documents: [{ proved: 3, dropped: 1 }] })
  })

  test('is forgotten once it comes back, and stays again when it is dropped again', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const [tcs, infy, lt] = [entry(1, 'TCS'), entry(2, 'INFY'), entry(3, 'LT')]
    for (const [now, gone] of [
      [[tcs, infy, lt], []],
      [[lt], [tcs, infy]],
      [[lt, infy], [tcs]],
      [[], [tcs, infy, lt]],
      [[entry(1, 'TCS', 'hit')], [infy, lt]],
    ] as const) {
      putList(legacy, watchlist, now)
      expect((await home.apply(legacy.root)).documents).toMatchObject([{ vanished: gone.length }])
      expect(await home.live()).toEqual(now)
      expect(await home.gone()).toEqual(gone)
    }
  })

  test('stays though another one that is left has its id', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    // ids are of seconds
    const [one, other] = [notification(1), notification(1).replace('of 1', 'of 2')]
    putList(legacy, notifications, [one, other])
    await home.apply(legacy.root)
    putList(legacy, notifications, [other])
    await home.apply(legacy.root)
    expect(await home.gone()).toEqual([one])
  })

  test('stays when a universe is removed; one whose members change is the same one', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    legacy.file(universes, '{"nifty50": ["TCS", "LT"], "banknifty": ["SBIN"], "nifty100": ["TCS"]}')
    await home.apply(legacy.root)
    legacy.file(universes, '{"nifty50": ["TCS", "INFY"], "nifty100": ["TCS"]}')
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 0, vanished: 1 }])
    expect(await home.live()).toEqual(['{"nifty50": ["TCS", "INFY"]}', '{"nifty100": ["TCS"]}'])
    expect(await home.gone()).toEqual(['{"banknifty": ["SBIN"]}'])
  })

  test('stays when a log is begun anew, shorter or longer, and when its first lines are cut off', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const all = numbers(0, 5_000).map(event)
    putLines(legacy, all)
    await home.apply(legacy.root)
    putLines(legacy, all.slice(3))
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ vanished: 3 }])
    expect(await home.live()).toEqual(all.slice(3))
    expect(await home.gone()).toEqual(all.slice(0, 3))
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true, documents: [{ proved: 4_997, dropped: 3 }] })
    putLines(legacy, ['{"n": -1}'])
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ vanished: 5_000 }])
    expect(await home.gone()).toEqual(all.toSorted())
    putLines(legacy, ['{"n": -1}', ...all.slice(0, 2_500)])
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ vanished: 2_500 }])
    expect(await home.gone()).toEqual(all.slice(2_500))
  })

  test('stays where only blank lines are left of it', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    putLines(legacy, [event(1), event(2), event(3)])
    await home.apply(legacy.root)
    putLines(legacy, [event(1), '', event(3)])
    await home.apply(legacy.root)
    expect(await home.rows('item, body')).toEqual([
      { item: -2, body: event(2) },
      { item: 1, body: event(1) },
      { item: 3, body: event(3) },
    ])
  })

  test('stays in quarantine, if it stood there', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const [bad, other] = [entry(1, '../x'), entry(4, '../y')]
    putList(legacy, watchlist, [bad, entry(2, 'INFY'), '17', other])
    await home.apply(legacy.root)
    putList(legacy, watchlist, [entry(2, 'INFY'), other])
    const { documents, problems } = await home.apply(legacy.root)
    expect(documents).toMatchObject([{ quarantined: 1, vanished: 2 }])
    expect(problems.map(({ reason }) => reason)).toEqual([
      '1 items stand in quarantine',
      '2 items that were imported are no longer there: they stay',
    ])
    const texts = async () =>
      (await home.aside()).map(({ item, cells }) => `${item < -1 ? 'gone' : item}: ${cells.text}`).toSorted()
    expect(await texts()).toEqual([`1: ${other}`, 'gone: 17', `gone: ${bad}`])
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true, documents: [{ proved: 2, dropped: 2 }] })
    // the same entries, and they can be rows by now
    putList(legacy, watchlist, [entry(1, 'TCS'), entry(2, 'INFY'), entry(4, 'LT')])
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ quarantined: 0, vanished: 1 }])
    expect(await texts()).toEqual(['gone: 17'])
  })

  test('stays when it was a line amid being written that never came to its end', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    for (const [text, torn] of [
      ['{"n": 1, "sym', [[1, '{"n": 1, "sym']]],
      ['{"n": 1, "symbol": ', [[1, '{"n": 1, "symbol": ']]],
      [
        '{"n": 2, "sym',
        [
          [-2, '{"n": 1, "symbol": '],
          [1, '{"n": 2, "sym'],
        ],
      ],
      ['{"n": 2, "symbol": "TCS"}\n', [[-2, '{"n": 1, "symbol": ']]],
    ] as const) {
      legacy.file(events, text)
      await home.apply(legacy.root)
      expect((await home.aside()).map(({ item, cells }) => [item, cells.text])).toEqual(torn)
    }
    expect(await home.live()).toEqual(['{"n": 2, "symbol": "TCS"}'])
  })

  test('is nothing, where a file is a snapshot that is written anew', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    for (const text of ['{"data": 1}', '[]', '{"data": 2}', '[1]', '{"data": 3}']) {
      legacy.file(summary, text)
      expect((await home.apply(legacy.root)).documents).toMatchObject([{ vanished: 0 }])
    }
    expect(await home.rows('item, body')).toEqual([{ item: 0, body: '{"data": 3}' }])
    expect(await home.aside()).toEqual([])
  })

  test('is nothing, while a file cannot be read: its items stay in their places', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    putList(legacy, watchlist, [entry(1, 'TCS'), entry(2, 'INFY')])
    await home.apply(legacy.root)
    legacy.file(watchlist, '{"entries": [')
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ quarantined: 1, vanished: 2 }])
    expect(await home.gone()).toEqual([])
    putList(legacy, watchlist, [entry(2, 'INFY')])
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ quarantined: 0, vanished: 1 }])
    expect(await home.gone()).toEqual([entry(1, 'TCS')])
  })
})

describe('killed', () => {
  test('anywhere, and done again, it ends with the same items here and gone', async () => {
    using legacy = makeInstallation()
    await using unbroken = await openHome()
    const before = numbers(0, 6_500).map(event)
    const after = ['{"n": "new"}', ...numbers(7, 6_000).map(event), '{"n": "newer"}']
    putLines(legacy, before)
    await unbroken.apply(legacy.root)
    putLines(legacy, after)
    await unbroken.apply(legacy.root)
    const gone = [...numbers(0, 7), ...numbers(6_000, 6_500)].map(event).toSorted()
    expect([await unbroken.live(), await unbroken.gone()]).toEqual([after, gone])
    // after each of the stretches that the file has now
    for (let steps = 1; steps <= 3; steps += 1) {
      await using broken = await openHome()
      putLines(legacy, before)
      await broken.apply(legacy.root)
      putLines(legacy, after)
      const stopping = new AbortController()
      let left = steps
      const stopped = broken.apply(legacy.root, stopping.signal, () => (left -= 1) === 0 && stopping.abort())
      await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
      // nothing is lost between
      const kept = new Set((await broken.rows('body')).map(({ body }) => body))
      expect(before.every((line) => kept.has(line))).toBe(true)
      await broken.apply(legacy.root)
      expect([await broken.live(), await broken.gone()]).toEqual([after, gone])
      expect((await broken.apply(legacy.root)).documents).toMatchObject([{ added: 0, replaced: 0 }])
      expect(await broken.verify(legacy.root)).toMatchObject({ proved: true })
    }
  }, 120_000)

  test('between the last item and the end, it forgets what only moved the next time, though nothing differs then', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    putList(legacy, watchlist, [entry(1, 'TCS'), entry(2, 'INFY'), entry(3, 'LT')])
    await home.apply(legacy.root)
    putList(legacy, watchlist, [entry(2, 'INFY'), entry(3, 'LT')])
    const stopping = new AbortController()
    await expect(home.apply(legacy.root, stopping.signal, () => stopping.abort())).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(await home.gone()).toHaveLength(3)
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 0, replaced: 0, vanished: 1 }])
    expect(await home.gone()).toEqual([entry(1, 'TCS')])
  })
})

test('items that were imported before it was known by what are written anew, and none of them is gone', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  putList(legacy, watchlist, [entry(1, 'TCS'), entry(2, '../x')])
  putLines(legacy, [event(1)])
  await home.apply(legacy.root)
  await home.sql('update imported.documents set known_by = null')
  await home.sql('update imported.quarantine set known_by = null')
  expect((await home.apply(legacy.root)).documents).toMatchObject([
    { kind: 'event', replaced: 0 },
    { kind: 'watchlist entry', replaced: 2, vanished: 0 },
  ])
  expect(await home.verify(legacy.root)).toMatchObject({ proved: true })
})

test('what is gone of a file stays when the file is', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  putList(legacy, watchlist, [entry(1, 'TCS'), entry(2, 'INFY')])
  await home.apply(legacy.root)
  putList(legacy, watchlist, [entry(2, 'INFY')])
  await home.apply(legacy.root)
  rmSync(join(legacy.root, watchlist))
  await home.apply(legacy.root)
  expect([await home.live(), await home.gone()]).toEqual([[entry(2, 'INFY')], [entry(1, 'TCS')]])
})
