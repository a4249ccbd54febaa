import { existsSync, mkdirSync } from 'node:fs'
import { openDatabase } from '@fyntrix/db/shared'
import { toInstant } from '@fyntrix/domain/shared'
import { withFileLock } from '@fyntrix/embedded'
import { openServices, type Services } from '@fyntrix/services'
import { type Log, loadCalendar } from '@fyntrix/services/shared'
import type { CliEnvironment } from '../env.ts'
import { CommandFailure } from '../shared/failure.ts'
import type { Progress } from '../shared/progress.ts'
import { gauge } from '../shared/progress.ts'
import { providePostgres, provideRedis } from './connect.ts'
import { computeFirstRuns } from './first-runs.ts'
import { Credentials, ensureHome, HomeConfig, homePaths, readJson, writeJson } from './home.ts'
import { checkLane, requestedHome, type UpRequest } from './lane.ts'
import { lastKnownSession, marketProvider } from './market.ts'
import { runningState } from './running.ts'
import { type Supervised, supervise } from './supervise.ts'

export interface BroughtUp extends Supervised {
  readonly config: HomeConfig
}

const thousands = (count: number) => count.toLocaleString('en-IN')

const ensureAdminKey = async (services: Services, path: string): Promise<void> => {
  const stored = readJson(path, Credentials)
  if (stored) {
    try {
      await services.access.authenticate(stored.adminKey)
      return
    } catch {
      // the database is a new one: a key of the old one opens nothing, so it is replaced
    }
  }
  writeJson(path, { adminKey: await services.access.createKey('home', ['admin']) })
}

/**
 * Brings a home to where it serves: PostgreSQL, Redis, tables, candles, first runs, server and scheduler. Each step finds what an earlier, perhaps
 * interrupted, start has done already. Throws, with everything stopped again, when a step fails.
 */
export const bringUp = async (
  env: CliEnvironment,
  request: UpRequest,
  { progress, log, wall, version }: { progress: Progress; log: Log; wall: () => Date; version: string },
): Promise<BroughtUp> => {
  ensureHome(env.home)
  const paths = homePaths(env.home)
  mkdirSync(paths.calendars, { recursive: true })
  return withFileLock(paths.lock, async () => {
    const running = runningState(env.home)
    if (running && running.supervisor.pid !== process.pid) {
      throw new CommandFailure(
        `already running at ${running.url ?? 'an address not known yet'}: ./fyntrix status, or ./fyntrix down`,
      )
    }
    const calendar = loadCalendar(env.home)
    if (request.marketData !== undefined && !existsSync(request.marketData)) {
      throw new CommandFailure(`--market-data ${request.marketData}: there is no such folder`, 2)
    }
    const stored = readJson(paths.config, HomeConfig)
    const provider = await marketProvider({
      marketData: request.marketData ?? null,
      calendar,
      seed: env.seed,
      now: wall,
    })
    const wanted = requestedHome(request, provider.source)
    const { changed } = checkLane(stored, wanted, request.lane)

    const postgres = await progress.step(
      'PostgreSQL',
      () => providePostgres(env),
      ({ embedded }) => (embedded ? 'own server' : 'external'),
    )
    const redis = await progress.step(
      'Redis',
      () => provideRedis(env),
      ({ embedded }) => (embedded ? 'own server' : 'external'),
    )
    const connections = { databaseUrl: postgres.url, redisUrl: redis.url }

    await progress.step('tables', async () => {
      await using db = openDatabase({ url: postgres.url, applicationName: 'fyntrix-migrate' })
      await db.migrate()
    })

    const settings = { name: 'fyntrix-up', ...connections, source: wanted.source, home: env.home, version, wall, log }
    const asOf = await prepareCandles()
    const config: HomeConfig = { ...wanted, asOf: asOf === null ? null : toInstant(asOf) }
    writeJson(paths.config, config)
    await prepareRuns()
    const supervised = await progress.step(
      'server and scheduler',
      () =>
        supervise({ env, config, ...connections, embedded: { postgres: postgres.embedded, redis: redis.embedded } }),
      ({ url }) => url,
    )
    return { ...supervised, config }

    async function prepareCandles(): Promise<Date | null> {
      await using opened = await openServices({ ...settings, asOf: null })
      const { candles } = opened.services
      await progress.step(
        `candles: ${provider.describe()}`,
        (update) => candles.import(provider, { onProgress: (done, total) => update(gauge(done, total)) }),
        (report) =>
          `${thousands(report.inserted)} new, ${thousands(report.unchanged)} known, ${thousands(report.quarantined)} refused`,
      )
      if (wanted.lane === 'simulated') return null
      // awaited here: the connections close when this block ends
      return request.asOf === undefined ? await lastKnownSession(candles, calendar) : new Date(request.asOf)
    }

    async function prepareRuns(): Promise<void> {
      await using opened = await openServices({ ...settings, asOf })
      const { services, resources, clock } = opened
      // views of another lane must not be taken for this one's
      if (changed && redis.embedded) await resources.redis.flushdb()
      await ensureAdminKey(services, paths.credentials)
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
  })
}
