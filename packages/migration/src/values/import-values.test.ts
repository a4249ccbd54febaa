import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { importValues, type Quarantined, surveyValues, verifyValues } from './index.ts'
import { legacyHash } from './legacy-key.ts'
import { legacyServer, snapshotOf } from './testing/legacy-server.ts'
import { bar, barTypes, datetime, float, frameOf, pickleOf } from './testing/pickle-of.ts'
import { valueTarget } from './testing/target.ts'

const { writer, reader } = await legacyServer()
const { target, options, services, resources, emptyTarget } = await valueTarget()
const { unified, general } = services
const run = (more = {}) => importValues(target, { redis: reader }, { ...options, ...more })
const verify = () => verifyValues(target, { redis: reader }, options)

beforeEach(async () => {
  await writer.flushall()
  await emptyTarget()
})

const stock = { type: 'stock_data', symbol: 'RELIANCE', period: 365 } as const
const reliance = 'cache:stock_data:9e4154812321a81e3ee7d69d855fc7b7'
const frame = frameOf([bar('2025-08-27', 11), bar('2025-08-28', 11.05)], barTypes)
const put = (key: string, value: string | Buffer, ms = 250_000) => writer.set(key, value, 'PX', ms)

describe('a value of the unified manager', () => {
  test.each([
    ['a pickle', reliance, frame],
    ['a gzipped pickle', reliance, gzipSync(frame)],
    ['one that was named by its arguments', 'cache:stock_data:4f0ee5bf19f064c85308c8c9b1927ce9', frame],
  ])('%s arrives under a name that people can read, with the time that it had left', async (_, key, value) => {
    await put(key, value)
    expect(await run()).toMatchObject({ read: 1, moved: 1, quarantined: [], kept: [], expired: [] })
    const found = await unified.look(stock)
    expect(found?.value.columns).toEqual({
      ts: Float64Array.of(Date.parse('2025-08-26T18:30:00Z'), Date.parse('2025-08-27T18:30:00Z')),
      open: Float64Array.of(10, 10),
      high: Float64Array.of(12, 12),
      low: Float64Array.of(9, 9),
      close: Float64Array.of(11, 11.05),
      volume: Float64Array.of(1_200, 1_200),
    })
    expect(found?.value.metadata).toEqual({ migrated_from: key })
    const left = await writer.pttl(key)
    // never longer than there, but for what passed between the two questions
    expect(found?.freshForMs).toBeGreaterThan(left - 2_000)
    expect(found?.freshForMs).toBeLessThan(left + 2_000)
    expect(await verify()).toMatchObject({ same: { unified: 1 }, missing: [], different: [], times: [] })
  })

  test('ends here when it ends there', async () => {
    await put(reliance, frame, 3_000)
    await run()
    expect(await unified.get(stock)).toBeDefined()
    await new Promise((resolve) => setTimeout(resolve, 3_100))
    expect(await unified.get(stock)).toBeUndefined()
  })

  test('of a window that ended within a second is identified by the metadata beside it', async () => {
    const parts = {
      symbol: 'NIFTY 50',
      exchange: 'NSE',
      interval: 'day',
      from_date: datetime('2024-08-28 00:00:00', null),
      to_date: datetime('2025-08-28 13:55:48.469186', null),
    }
    await put('cache:historical_data:713f1e855876da6ab7ec2b7c2a946627', frame)
    expect(await run()).toMatchObject({
      moved: 0,
      quarantined: [{ reason: expect.stringContaining('no candidate has this hash') }],
    })
    await put(
      `cache:historical_metadata:${'0'.repeat(32)}`,
      pickleOf({ ...parts, cached_at: 'x', market_closed: true }),
    )
    expect(await run()).toMatchObject({ moved: 1, quarantined: [], left: [{ values: 1 }] })
    const window = { type: 'historical_data', symbol: 'NIFTY 50', from: '2024-08-28', to: '2025-08-28' } as const
    expect((await unified.get(window))?.length).toBe(2)
  })

  test('of a window that begins within a day is not taken for one of the whole day', async () => {
    const from = {
      kind: 'datetime',
      year: 2025,
      month: 8,
      day: 27,
      hour: 13,
      minute: 56,
      second: 0,
      microsecond: 0,
      zone: null,
    } as const
    const to = { ...from, day: 28, hour: 0, minute: 0 }
    const positional = ['TCS', 'NSE', 'minute', from, to]
    await put(`cache:historical_data:${legacyHash({ type: 'historical_data', positional })}`, frame)
    const told = {
      symbol: 'TCS',
      exchange: 'NSE',
      interval: 'minute',
      from_date: '2025-08-27T13:56:00',
      to_date: '2025-08-28T00:00:00',
    }
    await put(`cache:historical_metadata:${'0'.repeat(32)}`, pickleOf(told))
    expect(await run()).toMatchObject({
      moved: 0,
      quarantined: [{ reason: expect.stringContaining('begins at 2025-08-27 13:56:00, within a day') }],
    })
  })

  test('that tells what it is of is believed only where the hash agrees', async () => {
    await put(`cache:patterns:${'1'.repeat(32)}`, pickleOf({ symbol: 'TCS', exchange: 'NSE', interval: 'day' }))
    expect(await run()).toMatchObject({ moved: 0, quarantined: [{ place: `cache:patterns:${'1'.repeat(32)}` }] })
  })

  test('of each type arrives as ours', async () => {
    const keyOf = (type: string, ...positional: (string | number)[]) =>
      `cache:${type}:${legacyHash({ type, positional })}`
    await put(keyOf('indicators', 'M&M', 'NSE', 'day'), pickleOf({ rsi: [null, 55.5], atr: 3 }))
    await put(keyOf('patterns', 'M&M', 'NSE', 'day'), pickleOf([{ name: 'doji', at: 3 }]))
    await put(keyOf('sector_data', 'NIFTY IT', 30), pickleOf({ change: 1.5 }))
    const ohlc = { open: float(1), high: float(2), low: float(0.5), close: float(1.25) }
    const quote = { last_price: float(2_153.7), timestamp: datetime('2025-08-28 13:55:48'), volume: 12, ohlc }
    await put(keyOf('live_data', 'M&M', 'NSE'), pickleOf(quote))
    await put(keyOf('enhanced_data', 'TCS', 'NSE', 'day', 30), frame)
    await put(keyOf('enhanced_metadata', 'TCS', 'NSE', 'day', 30), pickleOf({ trend: 'up' }))
    await put(
      keyOf('instruments'),
      frameOf(
        [
          {
            tradingsymbol: 'M&M',
            instrument_token: 519_937,
            name: '',
            segment: 'NSE',
            lot_size: 1,
            tick_size: float(0.05),
            exchange: 'NSE',
          },
        ],
        {
          tradingsymbol: 'object',
          instrument_token: 'int64',
          name: 'object',
          segment: 'object',
          lot_size: 'int64',
          tick_size: 'float64',
          exchange: 'object',
        },
      ),
    )
    expect(await run()).toMatchObject({ read: 7, moved: 6, quarantined: [], left: [{ values: 1 }] })
    const of = { symbol: 'M&M' }
    expect(await unified.get({ type: 'indicators', ...of })).toEqual({ rsi: [null, 55.5], atr: 3 })
    expect(await unified.get({ type: 'patterns', ...of })).toEqual([{ name: 'doji', at: 3 }])
    expect(await unified.get({ type: 'sector_data', sector: 'NIFTY IT', period: 30 })).toEqual({ change: 1.5 })
    expect(await unified.get({ type: 'live_data', ...of })).toMatchObject({
      price: 2_153.7,
      previousClose: 1.25,
      at: '2025-08-28T08:25:48.000Z',
    })
    expect((await unified.get({ type: 'enhanced_data', symbol: 'TCS', period: 30 }))?.metadata).toMatchObject({
      found: '{"trend":"up"}',
    })
    expect(await unified.get({ type: 'instruments' })).toMatchObject([{ symbol: 'M&M', token: 519_937, name: '' }])
    expect(await verify()).toMatchObject({ same: { unified: 6 }, missing: [], different: [], times: [] })
  })

  test('loses nothing without a word: NaN, large integers, other columns, times without a zone', async () => {
    const keyOf = (symbol: string) =>
      `cache:stock_data:${legacyHash({ type: 'stock_data', positional: [symbol, 'NSE', 'day', 30] })}`
    await put(keyOf('M&M'), frameOf([{ ...bar('2025-08-28', 1), rsi: float(1) }], { ...barTypes, rsi: 'float64' }))
    await put(
      keyOf('TCS'),
      frameOf([{ ...bar('2025-08-28', 1), date: datetime('2025-08-28 00:00:00', null) }], barTypes),
    )
    await put(keyOf('NIFTY 50'), frameOf([{ ...bar('2025-08-28', 1), volume: 2n ** 53n + 1n }], barTypes))
    await put(keyOf('RELIANCE'), frameOf([bar('2025-08-28', Number.NaN)], barTypes))
    const indicators = `cache:indicators:${legacyHash({ type: 'indicators', positional: ['TCS', 'NSE', 'day'] })}`
    await put(indicators, pickleOf({ rsi: [float(Number.NaN)] }))
    const { quarantined, moved } = await run()
    expect(Object.fromEntries(quarantined.map(({ place, reason }) => [place, reason]))).toEqual({
      [keyOf('M&M')]: 'the frame has rsi too, which bars have no place for',
      [keyOf('TCS')]: '$.date[0] has no zone, and which was meant is not said',
      [keyOf('NIFTY 50')]: '$.volume[0] is the integer 9007199254740993, beyond 2^53',
      [indicators]: '$.rsi[0] is NaN, which JSON has not',
    })
    expect(moved).toBe(1)
    expect((await unified.get({ ...stock, period: 30 }))?.columns.close).toEqual(Float64Array.of(Number.NaN))
  })

  test.each([
    [{ volume: float(Number.NaN) }, 'volume is no number that JSON has'],
    [{ oi: 5 }, 'has "oi" too'],
    [{ last_price: null }, 'last_price is missing'],
    [{ timestamp: datetime('2025-08-28 13:55:48', null) }, 'timestamp has no zone'],
  ])('that is no quote of ours, %j, is told and not filled in', async (change, reason) => {
    const quote = { last_price: float(2_153.7), timestamp: datetime('2025-08-28 13:55:48'), volume: 12, ...change }
    await put('cache:live_data:dcb7adf0b6fe78a8c2fc4b45d0d78106', pickleOf(quote))
    expect(await run()).toMatchObject({ moved: 0, quarantined: [{ reason: expect.stringContaining(reason) }] })
  })

  test('of a symbol or interval that ours cannot name is told, not bent', async () => {
    const symbols = ['../../x', 'm&m']
    for (const symbol of symbols)
      await put(
        `cache:stock_data:${legacyHash({ type: 'stock_data', positional: [symbol, 'NSE', 'week', 30] })}`,
        frame,
      )
    const wide = { ...options.candidates, symbols, intervals: ['week'] }
    const { quarantined } = await run({ candidates: wide })
    expect(quarantined.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('our cache has no such identity: $.symbol'),
      expect.stringContaining('our cache has no such identity: $.symbol'),
    ])
  })
})

describe('a value of the general cache', () => {
  const flows = { fii: -1_200.5, at: '2026-01-09T14:26:00+00:00Z' }

  test('keeps its name and its time, and its copy', async () => {
    await put('fyntrix:general:flows:nse', JSON.stringify(flows), 90_000)
    await put('fyntrix:general:flows:nse:persist', JSON.stringify(flows), 86_000_000)
    await put('fyntrix:general:symbol_news:M&M:5:persist', '["a"]', 86_000_000)
    const report = await run()
    expect(report).toMatchObject({ read: 3, moved: 3, kept: [], quarantined: [] })
    expect(report.notes).toHaveLength(2)
    expect(report.notes[0]?.reason).toContain('$.at is a time with two zones')
    expect(await general.get('flows:nse')).toEqual({ state: 'fresh', value: flows })
    expect(await general.get('symbol_news:M&M:5')).toEqual({ state: 'persisted', value: ['a'] })
    const { value, copy } = await general.look('flows:nse')
    expect(value?.lifetimeMs).toBeLessThanOrEqual(90_000)
    expect(copy?.lifetimeMs).toBeLessThanOrEqual(86_000_000)
    expect(await verify()).toMatchObject({ same: { general: 3 }, missing: [], different: [], times: [] })
  })

  test.each([
    ['{"a": [1, NaN]}', '$.a[1] is NaN, which Python writes and JSON has not'],
    ['[9007199254740993]', 'beyond 2^53'],
    ['{"a": 1, "a": 2}', 'has the key "a" twice'],
    ['\xff\xfe', 'no UTF-8'],
    [JSON.stringify('x'.repeat(10 * 1024 * 1024)), 'the general cache keeps 1048576'],
  ])('that is not JSON as ours is set aside with its bytes', async (text, reason) => {
    const seen: Quarantined[] = []
    const bytes = Buffer.from(text, 'latin1')
    await put('fyntrix:general:x', bytes)
    expect(await run({ onQuarantined: (each: Quarantined) => seen.push(each) })).toMatchObject({ moved: 0 })
    expect(seen).toMatchObject([{ place: 'fyntrix:general:x', size: bytes.length, form: 'value' }])
    expect(seen[0]?.reason).toContain(reason)
    expect(bytes.equals(seen[0]?.bytes ?? Buffer.of())).toBe(true)
    expect(await general.get('x')).toMatchObject({ state: 'absent' })
  })

  test('without a lifetime is not moved, since nothing may live longer than it did', async () => {
    await writer.set('fyntrix:general:x', '1')
    expect(await run()).toMatchObject({ moved: 0, quarantined: [{ reason: expect.stringContaining('no lifetime') }] })
  })
})

describe('what is here', () => {
  test('is never replaced, and a second call changes nothing', async () => {
    await put(reliance, frame)
    await put('fyntrix:general:a', '1')
    await put('fyntrix:general:b', '{"x": 1.0, "zero": -0.0}')
    await put('fyntrix:general:c:persist', '3', 80_000)
    await general.set('a', 'ours', { ttlSeconds: 500 })
    await general.set('c', 'ours', { ttlSeconds: 500 })
    expect(await run()).toMatchObject({ read: 4, moved: 2, unchanged: 0, kept: [{ place: 'fyntrix:general:a' }, {}] })
    const before = await snapshotOf(resources.redis)
    expect(await run()).toMatchObject({ read: 4, moved: 0, unchanged: 2, kept: [{}, {}] })
    const after = await snapshotOf(resources.redis)
    const own = [...before].filter(([key]) => key.startsWith(resources.prefix))
    expect(own.length).toBeGreaterThan(3)
    for (const [key, dump] of own) expect(after.get(key)).toBe(dump)
    expect(await general.get('a')).toEqual({ state: 'fresh', value: 'ours' })
    expect((await general.look('c')).copy).toBeUndefined()
  })

  test('that came from the legacy system before stays until it ends, and that is told', async () => {
    await put(reliance, frame)
    await run()
    await put(reliance, frameOf([bar('2025-08-28', 12)], barTypes))
    expect(await run()).toMatchObject({ moved: 0, kept: [{ reason: expect.stringContaining('until it ends') }] })
    expect((await unified.get(stock))?.length).toBe(2)
  })

  test('that differs is told with its path, and what is missing or has another time too', async () => {
    await put(reliance, frame)
    await put('fyntrix:general:a', '{"list": [1, {"M&M": 2}]}')
    await put('fyntrix:general:b', '1')
    await put('fyntrix:general:c', '1')
    await run()
    await general.set('a', { list: [1, { 'M&M': 3 }] }, { ttlSeconds: 250 })
    await general.delete('b')
    await general.set('c', 1, { ttlSeconds: 1_000 })
    const found = await unified.get(stock)
    if (found === undefined) throw new Error('nothing was moved')
    const close = Float64Array.of(11, 99)
    await unified.set(stock, { ...found, columns: { ...found.columns, close } })
    expect(await verify()).toMatchObject({
      different: [
        { place: reliance, path: '$.columns.close[1]', legacy: '11.05', ours: '99' },
        { place: 'fyntrix:general:a', path: '$.list[1]["M&M"]', legacy: '2', ours: '3' },
      ],
      missing: ['fyntrix:general:b'],
      times: [{ place: 'fyntrix:general:c' }],
    })
  })

  test('is not touched by a survey', async () => {
    await put(reliance, frame)
    await put('fyntrix:general:a', '1')
    await put('top_picks:nifty50:swing', '{}')
    expect(await surveyValues({ redis: reader }, options)).toMatchObject({
      read: 3,
      movable: { unified: 1, general: 1, levels: 0 },
      left: [{ reason: expect.stringContaining('rebuilt here'), values: 1, example: 'top_picks:nifty50:swing' }],
    })
    expect(await unified.get(stock)).toBeUndefined()
    expect(await general.get('a')).toMatchObject({ state: 'absent' })
  })
})

test('an import that was stopped goes on where it was', async () => {
  for (let i = 0; i < 20; i += 1) await put(`fyntrix:general:k${i}`, String(i))
  const stop = new AbortController()
  const onProgress = (_: string, read: number) => {
    if (read === 8) stop.abort(new Error('stopped'))
  }
  await expect(run({ signal: stop.signal, onProgress })).rejects.toThrow('stopped')
  expect(await run()).toMatchObject({ read: 20, moved: 12, unchanged: 8 })
})

test('our own Redis is refused as a source', async () => {
  await expect(importValues(target, { redis: resources.redis }, options)).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('a source that fails is told, and nothing is taken for absent', async () => {
  const dead = reader.duplicate({ port: 1, retryStrategy: () => null, maxRetriesPerRequest: 0, lazyConnect: true })
  dead.on('error', () => undefined)
  await expect(importValues(target, { redis: dead }, options)).rejects.toMatchObject({ code: 'unavailable' })
})
