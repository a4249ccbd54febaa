import { existsSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { importValues, type Quarantined, surveyValues } from './index.ts'
import { legacyServer, snapshotOf } from './testing/legacy-server.ts'
import { bar, barTypes, frameOf, pickleOf, running } from './testing/pickle-of.ts'
import { valueTarget } from './testing/target.ts'

const { writer, reader } = await legacyServer()
const { target, options, services, emptyTarget } = await valueTarget()
const folder = mkdtempSync(join(tmpdir(), 'fyntrix-values-'))
afterAll(() => rmSync(folder, { recursive: true }))
const canary = join(folder, 'canary')
const reliance = 'cache:stock_data:9e4154812321a81e3ee7d69d855fc7b7'
const frame = frameOf([bar('2025-08-28', 11)], barTypes)
const file = (name: string, content: Buffer | string, age = 0) => {
  writeFileSync(join(folder, name), content)
  const at = Date.now() / 1_000 - age
  utimesSync(join(folder, name), at, at)
}
const run = (sources: Parameters<typeof importValues>[1]) => importValues(target, sources, options)

beforeEach(async () => {
  await writer.flushall()
  await emptyTarget()
})

test('a gigabyte of zeros in a few bytes is named, in less than 256 MB', async () => {
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024))
  await writer.set(reliance, Buffer.concat(Array.from({ length: 64 }, () => member)), 'PX', 100_000)
  const before = process.memoryUsage.rss()
  let peak = before
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5)
  const report = await run({ redis: reader })
  clearInterval(timer)
  expect(report).toMatchObject({ moved: 0, quarantined: [{ reason: expect.stringContaining('unpacks to more than') }] })
  expect((process.resourceUsage().maxRSS - before / 1_024) / 1_024).toBeLessThan(256)
})

test('a pickle that runs a command is set aside as it is, and runs nothing: in Redis and in files', async () => {
  const hostile = running(`touch ${canary}`)
  await writer.set(reliance, hostile, 'PX', 100_000)
  await writer.set('cache:live_data:dcb7adf0b6fe78a8c2fc4b45d0d78106', gzipSync(hostile), 'PX', 100_000)
  await writer.set(`cache:historical_metadata:${'0'.repeat(32)}`, hostile, 'PX', 100_000)
  file('9e4154812321a81e3ee7d69d855fc7b7.pkl', hostile)
  file('model.joblib', hostile)
  const seen: Quarantined[] = []
  const sources = { redis: reader, folder }
  const report = await importValues(target, sources, { ...options, onQuarantined: (each) => void seen.push(each) })
  expect(report.moved).toBe(0)
  expect(seen.map(({ place }) => place)).toEqual([
    'cache:live_data:dcb7adf0b6fe78a8c2fc4b45d0d78106',
    reliance,
    'file:9e4154812321a81e3ee7d69d855fc7b7.pkl',
    'file:model.joblib',
  ])
  expect(seen[1]?.reason).toContain('names os.system')
  expect(hostile.equals(seen[1]?.bytes ?? Buffer.of())).toBe(true)
  expect(existsSync(canary)).toBe(false)
})

describe('a legacy Redis', () => {
  test('is only read, by commands that a reader is allowed, while its writer goes on', async () => {
    for (let i = 0; i < 3_000; i += 1) void writer.set(`fyntrix:general:k${i}`, String(i), 'PX', 500_000)
    await writer.set(reliance, frame, 'PX', 500_000)
    await writer.zadd('lru:historical_data', 1, 'x')
    await writer.hset('sr:levels:TCS:D', 'p', '1')
    const before = await snapshotOf(writer)
    const stop = new AbortController()
    const busy = (async () => {
      for (let i = 0; !stop.signal.aborted; i += 1) await writer.set(`busy:${i % 50}`, String(i), 'PX', 1_000)
    })()
    const report = await run({ redis: reader })
    stop.abort()
    await busy
    expect(report.moved).toBe(3_001)
    const after = await snapshotOf(writer)
    for (const [key, dump] of before) expect(after.get(key)).toBe(dump)
    const { quarantined, left, expired, kept, moved, unchanged, read } = report
    const told = [quarantined, expired, kept].reduce((sum, { length }) => sum + length, moved + unchanged)
    // each value that was read is told of once
    expect(told + left.reduce((sum, { values }) => sum + values, 0)).toBe(read)
    expect(quarantined.find(({ place }) => place === 'sr:levels:TCS:D')).toMatchObject({
      reason: 'it is a hash, where a string is expected',
      form: 'redis-dump',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(left).toMatchObject([{ example: 'lru:historical_data' }])
    // the server's own word on what the reader was refused
    expect(await writer.acl('LOG')).toEqual([])
  })

  test('with keys and values that are no text is named in printable letters', async () => {
    await writer.set(Buffer.from('fyntrix:general:\xff\x00', 'latin1'), '1', 'PX', 100_000)
    await writer.set('fyntrix:general:\n\x1b[2J', '1', 'PX', 100_000)
    await writer.set('fyntrix:general:../../x', '1', 'PX', 100_000)
    const { quarantined, moved } = await run({ redis: reader })
    expect(quarantined).toMatchObject([{ place: 'fyntrix:general:\\xff\\x00', reason: 'its key is no UTF-8' }])
    expect(moved).toBe(2)
    expect(await services.general.get('../../x')).toEqual({ state: 'fresh', value: 1 })
  })

  test('that loses values while they are read has them named', async () => {
    await writer.set(reliance, frame, 'PX', 100_000)
    await writer.set('fyntrix:general:z', '1', 'PX', 100_000)
    const onProgress = (place: string) => {
      if (place === reliance) void writer.del('fyntrix:general:z')
    }
    const report = await importValues(target, { redis: reader }, { ...options, onProgress })
    expect(report).toMatchObject({ read: 2, moved: 1, expired: [{ place: 'fyntrix:general:z' }] })
  })

  test('with a key that nobody knows has it named', async () => {
    await writer.set('fyntrix:scores:x', '1', 'PX', 100_000)
    await writer.set('lock:top_picks:nifty50:swing', 'token', 'PX', 100_000)
    const { quarantined, left } = await run({ redis: reader })
    expect(quarantined).toMatchObject([{ place: 'fyntrix:scores:x', reason: expect.stringContaining('no rule') }])
    expect(left).toMatchObject([{ reason: expect.stringContaining('a lock') }])
  })
})

describe('files', () => {
  test('a pickle named by its hash is moved for what is left of its time since it was written, and others are told', async () => {
    rmSync(join(folder, '9e4154812321a81e3ee7d69d855fc7b7.pkl'), { force: true })
    rmSync(join(folder, 'model.joblib'), { force: true })
    file('4f0ee5bf19f064c85308c8c9b1927ce9.pkl', gzipSync(frame), 100)
    file('old.pkl', pickleOf({ a: 1 }), 7_200)
    file('young.pkl', pickleOf({ a: 1 }))
    file('nan.json', '{"a": NaN}')
    file('sound.json', '{"a": 1}')
    file(`${'a'.repeat(32)}.csv`, ',date,open\n')
    symlinkSync('/etc/passwd', join(folder, 'link.pkl'))
    const report = await run({ folder })
    expect(report).toMatchObject({
      read: 7,
      moved: 1,
      expired: [{ place: 'file:old.pkl' }],
      left: [{ example: `file:${'a'.repeat(32)}.csv` }, { example: 'file:sound.json' }],
      quarantined: [
        { place: 'file:link.pkl', reason: expect.stringContaining('not followed'), sha256: null },
        { place: 'file:nan.json', reason: expect.stringContaining('$.a is NaN') },
        { place: 'file:young.pkl', reason: expect.stringContaining('no candidate') },
      ],
    })
    const found = await services.unified.look({ type: 'stock_data', symbol: 'RELIANCE', period: 365 })
    expect(found?.freshForMs).toBeLessThanOrEqual(200_000)
    expect(found?.freshForMs).toBeGreaterThan(190_000)
  })

  test('a folder that is none is refused', async () => {
    await expect(surveyValues({ folder: join(folder, 'nothing') }, options)).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })
})
