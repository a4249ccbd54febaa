export { type DailyBar, dailyBars } from './daily-bars.ts'

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadPriceData } from '@fyntrix/analysis'
import { testRedis } from '@fyntrix/cache/testing'
import { nse } from '@fyntrix/calendar'
import { testDatabase } from '@fyntrix/db/testing'
import type { CandleSource } from '@fyntrix/domain/candles'
import { createSimulatedMarket } from '@fyntrix/market-data'
import { afterAll } from 'vitest'
import { openCache } from '../cache/index.ts'
import { createServices, type Resources, type Services } from '../services.ts'
import { silentLog, standingClock } from '../shared/index.ts'

/** Services on a database, a Redis prefix and a home of the test file's own; all of it goes after the last test. */
export interface TestServices {
  readonly services: Services
  readonly resources: Resources
  readonly databaseUrl: string
  /** The same services once more, as another process would have them. */
  readonly again: (overrides?: Partial<Resources>) => Services
}

export interface TestServicesOptions {
  readonly source?: CandleSource
  readonly asOf: string
}

/** Opens them. The clock stands at `asOf`; the wall clock is the real one. */
export const testServices = async ({ source = 'simulated', asOf }: TestServicesOptions): Promise<TestServices> => {
  const { database, url } = await testDatabase()
  const { redis, prefix } = await testRedis()
  const home = mkdtempSync(join(tmpdir(), 'fyntrix-home-'))
  afterAll(() => rmSync(home, { recursive: true }))
  const wall = () => new Date()
  const cacheOf = (redis: Resources['redis']) => {
    // a machine that is busy with other tests is slow, not away
    const cache = openCache({ name: 'test', redis, prefix, calendar: nse, wall, log: silentLog, deadline: 5_000 })
    afterAll(async () => {
      await cache.drain()
      cache.close()
    })
    return cache
  }
  const another = () => {
    const connection = redis.duplicate()
    afterAll(() => connection.disconnect())
    return cacheOf(connection)
  }
  const resources: Resources = {
    db: database,
    redis,
    cache: cacheOf(redis),
    prefix,
    calendar: nse,
    source,
    clock: standingClock(new Date(asOf)),
    wall,
    log: silentLog,
    home,
    version: '0.0.0',
    prices: await loadPriceData(),
    llm: { on: false, reason: 'no model is asked in tests' },
  }
  return {
    services: createServices(resources),
    resources,
    databaseUrl: url,
    again: (overrides = {}) => createServices({ ...resources, cache: another(), ...overrides }),
  }
}

/** Imports a small simulated market up to `asOf`: the stocks of nifty50 with their index, and of banknifty with theirs. */
export const importSimulatedMarket = async ({ candles }: Services, asOf: string, seed = 'tests'): Promise<void> => {
  const depth = { day: 160, '15minute': 2, '5minute': 1 }
  await candles.import(createSimulatedMarket({ calendar: nse, seed, now: () => new Date(asOf), depth }))
}

/** Folder of the real candles, or undefined where this machine has none. Throws when they are required and absent. */
export const realCandles = (exists: (path: string) => boolean): string | undefined => {
  const root = process.env['FYNTRIX_SHARED_DATA'] || resolve(import.meta.dirname, '../../../../../shared/data')
  const folder = join(root, 'market/nse-daily')
  if (exists(folder)) return folder
  if (process.env['FYNTRIX_REQUIRE_DATA'] === '1')
    throw new Error(`FYNTRIX_REQUIRE_DATA is set, but there is no ${folder}`)
  return undefined
}
