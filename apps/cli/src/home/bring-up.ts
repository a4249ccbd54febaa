import { existsSync, mkdirSync } from 'node:fs'
import { toInstant } from '@fyntrix/domain/shared'
import { stopPostgres, stopRedis, withFileLock } from '@fyntrix/embedded'
import { type Log, loadCalendar } from '@fyntrix/services/shared'
import type { CliEnvironment } from '../env.ts'
import { CommandFailure } from '../shared/failure.ts'
import type { Progress } from '../shared/progress.ts'
import { providePostgres, provideRedis } from './connect.ts'
import { ensureHome, HomeConfig, homePaths, readJson, writeJson } from './home.ts'
import { checkLane, requestedHome, type UpRequest } from './lane.ts'
import { marketProvider } from './market.ts'
import { prepareCandles, prepareRuns, prepareTables } from './prepare.ts'
import { refuseWhileRunning } from './running.ts'
import { type Supervised, supervise } from './supervise.ts'

export interface BroughtUp extends Supervised {
  readonly config: HomeConfig
}

interface Tools {
  readonly progress: Progress
  readonly log: Log
  readonly wall: () => Date
  readonly version: string
}

const origin = ({ embedded }: { embedded: boolean }) => (embedded ? 'own server' : 'external')

/**
 * Brings a home to where it serves: PostgreSQL, Redis, tables, candles, first runs, server and scheduler. Each step finds what an earlier, perhaps
 * interrupted, start has done already. Throws, with its own servers stopped again, when a step fails.
 */
export const bringUp = async (env: CliEnvironment, request: UpRequest, tools: Tools): Promise<BroughtUp> => {
  ensureHome(env.home)
  const paths = homePaths(env.home)
  mkdirSync(paths.calendars, { recursive: true })
  return withFileLock(paths.lock, async () => {
    refuseWhileRunning(env.home)
    try {
      return await start(env, request, tools)
    } catch (cause) {
      await Promise.all([stopRedis(paths.redis), stopPostgres(paths.postgres)])
      throw cause
    }
  })
}

const start = async (env: CliEnvironment, request: UpRequest, tools: Tools): Promise<BroughtUp> => {
  const { progress, log, wall, version } = tools
  const paths = homePaths(env.home)
  const { marketData = null } = request
  if (marketData !== null && !existsSync(marketData)) {
    throw new CommandFailure(`--market-data ${marketData}: there is no such folder`, 2)
  }
  const calendar = loadCalendar(env.home)
  const provider = await marketProvider({ marketData, calendar, seed: env.seed, now: wall })
  const wanted = requestedHome(request, provider.source)
  const { changed } = checkLane(readJson(paths.config, HomeConfig), wanted, request.lane)

  const postgres = await progress.step('PostgreSQL', () => providePostgres(env), origin)
  const redis = await progress.step('Redis', () => provideRedis(env), origin)
  const connections = { databaseUrl: postgres.url, redisUrl: redis.url }
  const settings = { name: 'fyntrix-up', ...connections, source: wanted.source, home: env.home, version, wall, log }

  await prepareTables(progress, postgres.url)
  const lastSession = await prepareCandles(progress, settings, { provider, calendar })
  const asOf = request.asOf === undefined ? lastSession : new Date(request.asOf)
  const config: HomeConfig = { ...wanted, asOf: asOf === null ? null : toInstant(asOf) }
  writeJson(paths.config, config)
  // views of another lane must not be taken for this one's
  const forget = changed && redis.embedded
  await prepareRuns(progress, { ...settings, asOf }, { credentials: paths.credentials, forget })
  const embedded = { postgres: postgres.embedded, redis: redis.embedded }
  const supervised = await progress.step(
    'server and scheduler',
    () => supervise({ env, config, ...connections, embedded }),
    ({ url }) => url,
  )
  return { ...supervised, config }
}
