import { loadPriceData } from '@fyntrix/analysis'
import { connect, ready } from '@fyntrix/cache'
import type { Calendar } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import type { CandleSource } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import type { Workers } from '@fyntrix/domain/top-picks'
import { openCache, publishStatistics } from './cache/index.ts'
import type { LlmSwitch } from './llm-costs/index.ts'
import { createServices, type Resources, type Services } from './services.ts'
import { type Clock, type Log, loadCalendar, runningClock, standingClock } from './shared/index.ts'
import { openFanOut, requireNoEviction } from './top-picks/index.ts'

export interface Settings {
  /** Name of the process, as PostgreSQL and Redis show it. */
  readonly name: string
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly prefix?: string
  /** Milliseconds that the cache waits for Redis; 50 by default. */
  readonly cacheDeadline?: number
  readonly source: CandleSource
  /** Where the clock of a replay stands; null for a running clock. */
  readonly asOf: Date | null
  readonly home: string
  readonly version: string
  /** Where models are asked; nowhere by default. */
  readonly llm?: LlmSwitch
  /** Where the agents of a run are asked; in this process by default. */
  readonly workers?: Workers
  readonly wall: Now
  readonly log: Log
}

/** Services on connections of their own. */
export interface OpenServices extends AsyncDisposable {
  readonly services: Services
  readonly resources: Resources
  readonly calendar: Calendar
  readonly clock: Clock
  /** Closes the connections. */
  close(): Promise<void>
}

const redisPatience = 2_000

/**
 * Connects to PostgreSQL and Redis and builds the services. Redis being away does not stop it: answers are slower until it returns. Throws
 * `unavailable` when PostgreSQL does not answer, and `refused` where runs are to go to workers through a Redis that evicts.
 */
export const openServices = async (settings: Settings): Promise<OpenServices> => {
  const { name, prefix = '', cacheDeadline, source, asOf, home, version, wall, log } = settings
  const calendar = loadCalendar(home)
  const clock = asOf === null ? runningClock(wall) : standingClock(asOf)
  const db = openDatabase({
    url: settings.databaseUrl,
    applicationName: name,
    onWarning: (message, error) => log.warn({ err: error }, message),
  })
  const redis = connect({
    url: settings.redisUrl,
    name,
    onError: (error) => log.warn({ err: error }, 'Redis connection failed; trying again'),
  })
  const cache = openCache({
    name,
    redis,
    prefix,
    calendar,
    wall,
    log,
    ...(cacheDeadline !== undefined && { deadline: cacheDeadline }),
  })
  const fanOut =
    settings.workers === 'bullmq' ? await openFanOut({ redisUrl: settings.redisUrl, prefix, name, log }) : undefined
  const close = async () => {
    await fanOut?.close()
    await cache.drain()
    cache.close()
    redis.disconnect()
    await db.close()
  }
  const withServices = async (): Promise<OpenServices> => {
    const prices = await loadPriceData()
    const { llm = { on: false, reason: 'no model is asked: this process was given none' } } = settings
    const resources: Resources = {
      db,
      redis,
      cache,
      prefix,
      calendar,
      source,
      clock,
      wall,
      log,
      home,
      version,
      prices,
      llm,
      ...(fanOut && { work: fanOut }),
    }
    const services = createServices(resources)
    const withdraw = publishStatistics(services.cache, log)
    const withdrawAndClose = async () => {
      await withdraw()
      await close()
    }
    return { services, resources, calendar, clock, close: withdrawAndClose, [Symbol.asyncDispose]: withdrawAndClose }
  }
  try {
    await db.ping()
    const redisAnswers = await ready(redis, redisPatience)
    if (!redisAnswers) log.warn({}, 'Redis does not answer; starting without it')
    if (fanOut && redisAnswers) await requireNoEviction(redis, log)
    return await withServices()
  } catch (cause) {
    await close()
    throw cause
  }
}
