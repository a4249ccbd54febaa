import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makePlan } from '../plan.ts'
import { openDocumentsHome as openHome } from '../testing/documents-home.ts'
import { type Installation, makeInstallation, realInstallation } from '../testing/installation.ts'
import { longestLine } from './lines.ts'

const events = 'data/events/scalping_exit/2026/01/09/events.jsonl'
const exits = 'data/scalping_exits/exits_20260109.json'
const watchlist = 'data/watchlist/watchlist.json'
const event = (n: number, symbol = 'INFY') => `{"n": ${n}, "symbol": "${symbol}", "timestamp": "2026-01-09T09:31:00Z"}`
const write = (legacy: Installation, path: string, ...lines: readonly string[]) =>
  legacy.file(path, lines.map((line) => `${line}\n`).join(''))

describe('an item', () => {
  test('of each kind is a row with its symbol, and its time where the rule of its kind knows the zone', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const files: Readonly<Record<string, string>> = {
      'a/data/analytics/feedback.jsonl': '{"rating": 5, "timestamp": "2026-01-09T15:00:00"}\n',
      'a/data/analytics/interactions_log.jsonl': '{"ts": 1768383109}\n',
      'a/data/analytics/picks_log.jsonl': '{"symbol": "TCS", "timestamp": "2026-01-09T15:00:00.5+05:30"}\n',
      [`a/${events}`]: `${event(1)}\n`,
      'a/data/global_scores/score_cache.json':
        '{"updated": "x", "scores": {"M&M": {"blend_score": 61.50, "analyzed_at": "2026-01-09T09:00:00Z"}}}',
      [`a/${exits}`]: '{"date": "20260109", "exits": [ {"symbol": "NIFTY 50", "exit_time": "2026-01-09T10:00:00"} ]}',
      'a/data/strategy_exits/strategy_exits_20260109.json': '[{"symbol": "LT", "exit_time": "2026-01-09T10:00:00Z"}]',
      [`a/${watchlist}`]: '{"entries": [{"id": 1, "symbol": "SBIN", "created_at": "2026-01-09 10:00:00+00:00"}]}',
      'b/.notifications.json': '[{"id": "notif_1768383109", "created_at": "2026-01-14T15:01:49"}]',
      'b/data/analytics/daily_stats.json': '{"kept": "whole only"}',
    }
    for (const [path, content] of Object.entries(files)) legacy.file(path, content)
    const { documents, problems } = await home.apply(legacy.root)
    expect(problems).toEqual([])
    expect(documents.every(({ files: n, added }) => n === 1 && added === 1)).toBe(true)
    expect(await home.rows('kind, symbol, at, body, suspect')).toEqual(
      [
        ['feedback', null, null, '{"rating": 5, "timestamp": "2026-01-09T15:00:00"}'],
        ['interaction', null, null, '{"ts": 1768383109}'],
        [
          'pick log',
          'TCS',
          '2026-01-09T09:30:00.500Z',
          '{"symbol": "TCS", "timestamp": "2026-01-09T15:00:00.5+05:30"}',
        ],
        ['event', 'INFY', '2026-01-09T09:31:00Z', event(1)],
        [
          'score',
          'M&M',
          '2026-01-09T09:00:00Z',
          '{"M&M": {"blend_score": 61.50, "analyzed_at": "2026-01-09T09:00:00Z"}}',
        ],
        ['scalping exit', 'NIFTY 50', null, '{"symbol": "NIFTY 50", "exit_time": "2026-01-09T10:00:00"}'],
        ['strategy exit', 'LT', '2026-01-09T10:00:00Z', '{"symbol": "LT", "exit_time": "2026-01-09T10:00:00Z"}'],
        [
          'watchlist entry',
          'SBIN',
          '2026-01-09T10:00:00Z',
          '{"id": 1, "symbol": "SBIN", "created_at": "2026-01-09 10:00:00+00:00"}',
        ],
        [
          'notification',
          null,
          '2026-01-14T09:31:49Z',
          '{"id": "notif_1768383109", "created_at": "2026-01-14T15:01:49"}',
        ],
      ].map(([kind, symbol, at, body]) => ({
        kind,
        symbol,
        at: at === null || at === undefined ? null : new Date(at),
        body,
        suspect: null,
      })),
    )
    expect(makePlan(legacy.root).documents).toContainEqual({ kind: 'event', files: 1, bytes: 64, items: 'lines' })
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true })
  })

  test('is kept as it is written, or in quarantine whole with the reason', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const long = `{"symbol": "TCS", "text": "${'x\\n'.repeat(3_500_000)}"}`
    const odd = '{"z": 1, "a": 12345678901234567890, "a": NaN,  "price": 1.50, "symbol": "M&M"}'
    legacy.file(
      events,
      Buffer.concat([
        Buffer.from(`\uFEFF${event(1, 'NIFTY 50')}\r\n`),
        Buffer.from(`${odd}\n\n \t\r\n`),
        Buffer.from(`${event(5, '../../x')}\n${long}\n{"a": "`),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}\n{"a": "\0"}\n17\n{"a": 1} {"b": 2}\r\n{"symbol": ["TCS"]}\n{"symbol": null}'),
      ]),
    )
    const { documents, problems } = await home.apply(legacy.root)
    expect(documents).toMatchObject([{ kind: 'event', added: 10, quarantined: 6 }])
    expect(problems).toEqual([{ place: events, reason: '6 items stand in quarantine' }])
    expect(await home.rows('item, symbol, body, suspect')).toEqual([
      { item: 1, symbol: 'NIFTY 50', body: event(1, 'NIFTY 50'), suspect: null },
      { item: 2, symbol: 'M&M', body: odd, suspect: 'not-finite' },
      { item: 6, symbol: 'TCS', body: long, suspect: null },
      { item: 12, symbol: null, body: '{"symbol": null}', suspect: null },
    ])
    expect(await home.aside()).toEqual([
      { item: 5, reason: 'no-symbol', cells: { text: event(5, '../../x') } },
      {
        item: 7,
        reason: 'not-utf8',
        cells: { bytes: Buffer.from('7b2261223a2022fffe227d', 'hex').toString('base64') },
      },
      { item: 8, reason: 'no-json', cells: { bytes: Buffer.from('{"a": "\0"}').toString('base64') } },
      { item: 9, reason: 'no-object', cells: { text: '17' } },
      { item: 10, reason: 'no-json', cells: { text: '{"a": 1} {"b": 2}' } },
      { item: 11, reason: 'no-symbol', cells: { text: '{"symbol": ["TCS"]}' } },
    ])
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true, documents: [{ proved: 10, differences: [] }] })
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 0, replaced: 0, vanished: 0 }])
  })

  test('longer than what is held at once is known by its length and SHA-256, and the next one is a row', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    legacy.file(events, Buffer.concat([Buffer.alloc(longestLine + 5, 'x'), Buffer.from(`\n${event(2)}\n`)]))
    await home.apply(legacy.root)
    expect(await home.rows('item')).toEqual([{ item: 2 }])
    expect(await home.aside()).toMatchObject([
      {
        item: 1,
        reason: 'too-long',
        cells: { bytes: longestLine + 5, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ])
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true })
  })
})

describe('a file that changed since', () => {
  test('in its last line, which was torn, has it as a row once it is whole', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    legacy.file(events, `${event(1)}\n{"n": 2, "sym`)
    await home.apply(legacy.root)
    expect(await home.aside()).toEqual([{ item: 2, reason: 'torn-line', cells: { text: '{"n": 2, "sym' } }])
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 0, replaced: 0, quarantined: 1 }])
    appendFileSync(join(legacy.root, events), `bol": "TCS"}\n${event(3)}\n`)
    expect(await home.verify(legacy.root)).toMatchObject({
      proved: false,
      documents: [{ proved: 1, waiting: 1, wrong: 1 }],
    })
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 1, replaced: 1, quarantined: 0 }])
    expect(await home.rows('item, symbol')).toEqual([
      { item: 1, symbol: 'INFY' },
      { item: 2, symbol: 'TCS' },
      { item: 3, symbol: 'INFY' },
    ])
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true })
  })

  test('has new items added, changed ones replaced, and vanished ones kept and told', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const put = (...symbols: readonly string[]) =>
      legacy.file(exits, `{"date": "x", "exits": [${symbols.map((symbol) => `{"symbol": "${symbol}"}`).join(', ')}]}`)
    put('TCS', 'INFY')
    await home.apply(legacy.root)
    put('TCS', 'LT', 'SBIN')
    expect(await home.verify(legacy.root)).toMatchObject({
      proved: false,
      documents: [
        {
          proved: 1,
          differences: [
            { item: 1, kind: 'changed' },
            { item: 2, kind: 'missing' },
          ],
        },
      ],
    })
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 1, replaced: 1, vanished: 1 }])
    put('WIPRO')
    const { documents, problems } = await home.apply(legacy.root)
    expect(documents).toMatchObject([{ added: 0, replaced: 1, vanished: 4 }])
    expect(problems).toEqual([{ place: exits, reason: '4 items that were imported are no longer there: they stay' }])
    expect(await home.live()).toEqual(['{"symbol": "WIPRO"}'])
    expect(await home.gone()).toEqual(['INFY', 'LT', 'SBIN', 'TCS'].map((symbol) => `{"symbol": "${symbol}"}`))
    expect(await home.verify(legacy.root)).toMatchObject({
      proved: true,
      documents: [{ proved: 1, vanished: 0, dropped: 4 }],
    })
  })

  test('and is no JSON for a while stands in quarantine whole, until it can be read again', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const sound = '{"entries": [{"symbol": "TCS"}]}'
    legacy.file(watchlist, sound)
    await home.apply(legacy.root)
    for (const [bad, reason] of [
      ['{"entries": [{"symbol": "TC', 'no-json'],
      ['{"entries": 5}', 'no-items'],
      ['', 'no-json'],
    ] as const) {
      legacy.file(watchlist, bad)
      expect((await home.apply(legacy.root)).documents).toMatchObject([{ quarantined: 1, vanished: 1 }])
      expect(await home.aside()).toEqual([{ item: -1, reason, cells: { text: bad } }])
    }
    legacy.file(watchlist, sound)
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ replaced: 1, quarantined: 0, vanished: 0 }])
    expect(await home.rows('symbol')).toEqual([{ symbol: 'TCS' }])
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true })
  })

  test('before its end, shorter or longer or with a line more, is read again from there', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    // longer than what the end of a file is known by
    const filler = Array.from({ length: 100 }, (_, n) => event(n))
    const states = [
      [event(-1), event(-2), ...filler],
      [event(-1), event(-3), ...filler],
      [event(-1), event(-3), event(-4), ...filler],
      [event(-5)],
      [event(-5), ...filler, ...filler],
    ]
    for (const lines of states) {
      write(legacy, events, ...lines)
      await home.apply(legacy.root)
      expect(await home.live()).toEqual(lines)
      expect(await home.verify(legacy.root)).toMatchObject({ proved: true })
      expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 0, replaced: 0 }])
    }
  })

  test('only in the end of its last line has that line as the same row, and is read from behind it', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const checkpoint = () => home.sql('select bytes::int, items from imported.document_files')
    legacy.file(events, event(1))
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 1 }])
    expect(await checkpoint()).toEqual([{ bytes: 0, items: 0 }])
    appendFileSync(join(legacy.root, events), '\n\n')
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ added: 0, replaced: 0 }])
    expect(await checkpoint()).toEqual([{ bytes: event(1).length + 2, items: 2 }])
  })

  test('so that a line became two and nothing else moved has all that follow under their new numbers', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const filler = Array.from({ length: 100 }, (_, n) => event(n))
    write(legacy, events, event(-1), ...filler)
    await home.apply(legacy.root)
    write(legacy, events, event(-1).replace(', "s', ',\n"s'), ...filler, event(-6), event(-7))
    expect((await home.apply(legacy.root)).documents).toMatchObject([{ quarantined: 2, vanished: 1 }])
    const following = [...filler, event(-6), event(-7)]
    expect(await home.live()).toEqual(following)
    expect(await home.gone()).toEqual([event(-1)])
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true, documents: [{ proved: 104 }] })
    expect(await home.sql('select items from imported.document_files')).toEqual([{ items: 104 }])
  })
})

describe('many lines', () => {
  const many = 9_000
  const makeMany = () => {
    const legacy = makeInstallation()
    write(legacy, events, ...Array.from({ length: many }, (_, n) => event(n)))
    return legacy
  }

  test('whose import is stopped again and again end as those of one that was not', async () => {
    using legacy = makeMany()
    await using unbroken = await openHome()
    await unbroken.apply(legacy.root)
    await using broken = await openHome()
    const attempt = () => {
      const stopping = new AbortController()
      return broken
        .apply(legacy.root, stopping.signal, () => stopping.abort())
        .then(
          () => 'done',
          (error: unknown) => (error instanceof Error ? error.name : String(error)),
        )
    }
    const counts: unknown[] = []
    // each gets on by a stretch, since it goes on where the one before was stopped
    for (let i = 0; i < 3; i += 1) {
      expect(await attempt()).toBe('AbortError')
      counts.push((await broken.rows('item')).length)
    }
    expect(counts).toEqual([2_000, 4_000, 6_000])
    await broken.apply(legacy.root)
    const [one, other] = [await unbroken.verify(legacy.root), await broken.verify(legacy.root)]
    expect(other).toMatchObject({ proved: true, documents: [{ proved: many, hash: one.documents[0]?.hash }] })
  })

  test('are proved, and one that was flipped on either side is found', async () => {
    using legacy = makeMany()
    await using home = await openHome()
    await home.apply(legacy.root)
    await home.sql(`update imported.documents set body = replace(body, '"n": 4320', '"n": 4321') where item = 4321`)
    await home.sql(`update imported.documents set at = at + interval '1 microsecond' where item = 17`)
    await home.sql(`delete from imported.documents where item = 8000`)
    await home.sql(`insert into imported.documents (path, item, kind, body) values ('${events}', 9999, 'event', '{}')`)
    const path = join(legacy.root, events)
    legacy.file(events, readFileSync(path, 'utf8').replace('"n": 6000', '"n": 6001'))
    expect(await home.verify(legacy.root)).toMatchObject({
      proved: false,
      documents: [
        {
          proved: many - 4,
          differences: [
            { item: 17, kind: 'changed' },
            { item: 4321, kind: 'changed' },
            { item: 6001, kind: 'changed' },
            { item: 8000, kind: 'missing' },
            { item: 9999, kind: 'vanished' },
          ],
        },
      ],
    })
  })

  test('imported by two at once are refused to one of them, or whole by both', async () => {
    using legacy = makeMany()
    await using home = await openHome()
    const both = await Promise.allSettled([home.apply(legacy.root), home.apply(legacy.root)])
    const ends = both.map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code))
    expect(ends).toContain('done')
    expect(['done', 'conflict']).toEqual(expect.arrayContaining(ends))
    expect(await home.verify(legacy.root)).toMatchObject({ proved: true, documents: [{ proved: many }] })
  })
})

test.skipIf(realInstallation() === undefined)(
  'universes that are copies and prices that were made up are told in the installation of January 2026',
  async () => {
    const root = realInstallation() ?? ''
    await using home = await openHome()
    expect((await home.apply(root)).problems).toEqual([])
    expect(await home.rows('path, kind, at, suspect, left(body, 14) as body')).toEqual([
      {
        path: 'cache/global_indices_summary.json',
        kind: 'global indices',
        at: new Date('2026-01-14T09:31:49.083Z'),
        suspect: 'made-up',
        body: '{\n  "timestamp',
      },
      ...[
        ['{"nifty50": ["', null],
        ['{"banknifty": ', null],
        ['{"nifty100": [', 'same-as:nifty50'],
        ['{"nifty500": [', 'same-as:nifty50'],
      ].map(([body, suspect]) => ({
        path: 'data/index_universe/index_universes.json',
        kind: 'index universe',
        at: null,
        suspect,
        body,
      })),
    ])
    expect(await home.sql(`select count(*)::int as n from imported.documents where body::jsonb is null`)).toEqual([
      { n: 0 },
    ])
    expect(await home.verify(root)).toMatchObject({ proved: true, documents: [{ proved: 1 }, { proved: 4 }] })
    expect((await home.apply(root)).documents.every(({ added, replaced }) => added + replaced === 0)).toBe(true)
  },
)
