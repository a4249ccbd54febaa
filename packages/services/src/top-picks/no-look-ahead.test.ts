import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { istDate, nse } from '@fyntrix/calendar'
import { openTestDatabase } from '@fyntrix/db/testing'
import { dailyKnownAt, detectProvider } from '@fyntrix/market-data'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Candles, createCandles } from '../candles/index.ts'
import { realCandles, testServices } from '../testing/index.ts'
import { computeRun } from './compute-run.ts'

const folder = realCandles(existsSync)
const { services, resources } = await testServices({ source: 'nse-daily', asOf: '2026-07-09T10:30:00.000Z' })
const { candles, universes } = services

beforeAll(async () => {
  if (folder) await candles.import(await detectProvider(folder, nse))
})

/** The same candles, counting what is handed out and what of it was not known yet. */
const watched = (asOf: Date) => {
  const seen = { bars: 0, early: [] as string[] }
  const spy: Candles = {
    ...candles,
    many: async (...query) => {
      const series = await candles.many(...query)
      for (const [symbol, { ts }] of series) {
        seen.bars += ts.length
        for (const start of ts) {
          const session = nse.sessionOn(istDate(start))
          const known = session === null ? Number.POSITIVE_INFINITY : dailyKnownAt(nse, session)
          if (known > asOf.getTime()) seen.early.push(`${symbol} ${istDate(start)}`)
        }
      }
      return series
    },
  }
  return { spy, seen }
}

const first = Date.parse('2017-03-01T00:00:00Z')
const last = Date.parse('2026-07-11T00:00:00Z')
const instants = fc.integer({ min: first, max: last }).map((time) => new Date(time))

describe.skipIf(folder === undefined)('on the real daily candles', () => {
  const prove = (universe: 'nifty50' | 'banknifty', numRuns: number) =>
    fc.assert(
      fc.asyncProperty(instants, async (asOf) => {
        const { spy, seen } = watched(asOf)
        await computeRun({ candles: spy, universes }, { universe, mode: 'swing', asOf })
        expect(seen.early).toEqual([])
        expect(seen.bars).toBeGreaterThan(0)
      }),
      { numRuns, seed: 20_260_109, endOnFailure: true },
    )

  test('no agent sees a candle that was not known yet, at 190 random instants of banknifty', () =>
    prove('banknifty', 190))

  test('no agent sees a candle that was not known yet, at 10 random instants of nifty50', () => prove('nifty50', 10))

  test('a bar of a session is seen from 16:00 in Asia/Kolkata on, and not a moment earlier', async () => {
    const lastBar = async (asOf: string) =>
      istDate((await candles.many(['RELIANCE'], 'day', new Date(asOf), 1)).get('RELIANCE')?.ts[0] ?? 0)
    expect(await lastBar('2026-01-09T10:29:59.999Z')).toBe('2026-01-08')
    expect(await lastBar('2026-01-09T10:30:00.000Z')).toBe('2026-01-09')
  })

  test('what came later changes nothing: picks from a folder cut off at the instant are the same bytes', async () => {
    const cut = mkdtempSync(join(tmpdir(), 'fyntrix-cut-'))
    cpSync(folder ?? '', cut, { recursive: true })
    for (const name of readdirSync(cut)) {
      const [head, ...rows] = readFileSync(join(cut, name), 'utf8').split('\n')
      const kept = rows.filter((row) => row !== '' && row.slice(0, 10) <= '2026-01-09')
      writeFileSync(join(cut, name), `${[head, ...kept].join('\n')}\n`)
    }
    await using other = await openTestDatabase()
    const early = createCandles({
      db: other.database,
      calendar: resources.calendar,
      source: 'nse-daily',
      clock: resources.clock,
      wall: resources.wall,
    })
    await early.import(await detectProvider(cut, nse))
    rmSync(cut, { recursive: true })
    for (const mode of ['swing', 'intraday'] as const) {
      const request = { universe: 'banknifty', mode, asOf: new Date('2026-01-09T10:30:00Z') } as const
      const now = await computeRun({ candles, universes }, request)
      const then = await computeRun({ candles: early, universes }, request)
      expect(JSON.stringify(now)).toBe(JSON.stringify(then))
    }
  })
})
