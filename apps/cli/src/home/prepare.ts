import type { Calendar } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import { DomainError } from '@fyntrix/domain/shared'
import type { CandleProvider } from '@fyntrix/market-data'
import { openServices, type Services, type Settings } from '@fyntrix/services'
import { requireNoEviction } from '@fyntrix/services/top-picks'
import { gauge, type Progress } from '../shared/progress.ts'
import { computeFirstRuns } from './first-runs.ts'
import { Credentials, readJson, writeJson } from './home.ts'
import { lastKnownSession } from './market.ts'

const thousands = (count: number) => count.toLocaleString('en-IN')

/** Brings the tables to the newest shape, with the partitions of `now`. */
export const prepareTables = (progress: Progress, databaseUrl: string, now: Date): Promise<void> =>
  progress.step('tables', async () => {
    await using db = openDatabase({ url: databaseUrl, applicationName: 'fyntrix-migrate' })
    await db.migrate()
    await db.keepPartitions(now)
  })

/** Imports the candles; answers where the clock of a replay stands by default, null for the simulated market. */
export const prepareCandles = async (
  progress: Progress,
  settings: Omit<Settings, 'asOf'>,
  { provider, calendar }: { provider: CandleProvider; calendar: Calendar },
): Promise<Date | null> => {
  await using opened = await openServices({ ...settings, asOf: null })
  const { candles } = opened.services
  await progress.step(
    `candles: ${provider.describe()}`,
    (update) => candles.import(provider, { onProgress: (done, total) => update(gauge(done, total)) }),
    ({ inserted, unchanged, quarantined }) =>
      `${thousands(inserted)} new, ${thousands(unchanged)} known, ${thousands(quarantined)} refused`,
  )
  // awaited here: the connections close when this block ends
  return provider.simulated ? null : await lastKnownSession(candles, calendar)
}

/** Leaves a key in `path` that opens this database: the one that is there, or a new one where that is of another database. */
const ensureAdminKey = async ({ access }: Services, path: string): Promise<void> => {
  const stored = readJson(path, Credentials)
  if (stored) {
    try {
      await access.authenticate(stored.adminKey)
      return
    } catch (cause) {
      if (!(cause instanceof DomainError && cause.code === 'unauthenticated')) throw cause
    }
  }
  writeJson(path, { adminKey: await access.createKey('home', ['admin']) })
}

/**
 * Computes what no earlier start has, and sees to it that the home has a key. `forget` empties Redis first. With `queued`, later runs go to workers
 * through Redis: throws `refused` where it evicts.
 */
export const prepareRuns = async (
  progress: Progress,
  settings: Settings,
  { credentials, forget, queued }: { credentials: string; forget: boolean; queued: boolean },
): Promise<void> => {
  await using opened = await openServices(settings)
  const { services, resources, clock } = opened
  if (queued) await requireNoEviction(resources.redis, settings.log)
  if (forget) await resources.redis.flushdb()
  await ensureAdminKey(services, credentials)
  await progress.step(
    'first runs',
    async (update) => {
      const runs = await computeFirstRuns(services, clock.now(), (done, total) => update(gauge(done, total)))
      await services.relay.drain()
      return runs
    },
    (runs) => `${runs.length} computed`,
  )
}
