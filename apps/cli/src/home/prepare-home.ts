import { existsSync } from 'node:fs'
import { toInstant } from '@fyntrix/domain/shared'
import type { Settings } from '@fyntrix/services'
import { type Log, loadCalendar } from '@fyntrix/services/shared'
import type { CliEnvironment } from '../env.ts'
import { CommandFailure } from '../shared/failure.ts'
import type { Progress } from '../shared/progress.ts'
import { providePostgres, provideRedis } from './connect.ts'
import { HomeConfig, homePaths, readJson, writeJson } from './home.ts'
import { checkLane, requestedHome, type UpRequest } from './lane.ts'
import { marketProvider } from './market.ts'
import { prepareCandles, prepareTables } from './prepare.ts'

/** What the preparation of a home is given beside the environment. */
export interface HomeTools {
  readonly progress: Progress
  readonly log: Log
  readonly wall: () => Date
  readonly version: string
}

/** A home whose servers run, whose tables are of the newest shape and whose candles are imported. */
export interface PreparedHome {
  readonly settings: Settings
  readonly config: HomeConfig
  /** Whether its lane or source is another one than before. */
  readonly changed: boolean
  /** Which servers are the home's own. */
  readonly embedded: { readonly postgres: boolean; readonly redis: boolean }
}

const origin = ({ embedded }: { embedded: boolean }) => (embedded ? 'own server' : 'external')

/** Starts, or finds, PostgreSQL and Redis of a home, and brings its tables to the newest shape. */
export const prepareServers = async (env: CliEnvironment, { progress, wall }: Pick<HomeTools, 'progress' | 'wall'>) => {
  const postgres = await progress.step('PostgreSQL', () => providePostgres(env), origin)
  const redis = await progress.step('Redis', () => provideRedis(env), origin)
  await prepareTables(progress, postgres.url, wall())
  return {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    embedded: { postgres: postgres.embedded, redis: redis.embedded },
  }
}

/** Makes a home what is asked for, as far as it is not that already. Throws when it serves another lane. */
export const prepareHome = async (
  env: CliEnvironment,
  request: UpRequest,
  { progress, log, wall, version }: HomeTools,
): Promise<PreparedHome> => {
  const paths = homePaths(env.home)
  const { marketData = null } = request
  if (marketData !== null && !existsSync(marketData)) {
    throw new CommandFailure(`--market-data ${marketData}: there is no such folder`, 2)
  }
  const calendar = loadCalendar(env.home)
  const provider = await marketProvider({ marketData, calendar, seed: env.seed, now: wall })
  const wanted = requestedHome(request, provider.source)
  const { changed } = checkLane(readJson(paths.config, HomeConfig), wanted, request.lane)

  const { embedded, ...connections } = await prepareServers(env, { progress, wall })
  const settings = { name: 'fyntrix-up', ...connections, source: wanted.source, home: env.home, version, wall, log }
  const lastSession = await prepareCandles(progress, settings, { provider, calendar })
  const asOf = request.asOf === undefined ? lastSession : new Date(request.asOf)
  const config: HomeConfig = { ...wanted, asOf: asOf === null ? null : toInstant(asOf) }
  writeJson(paths.config, config)
  return { settings: { ...settings, asOf }, config, changed, embedded }
}
