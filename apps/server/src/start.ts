import { DomainError } from '@fyntrix/domain/shared'
import { type OpenServices, openServices } from '@fyntrix/services'
import type { Logger } from 'pino'
import manifest from '../package.json' with { type: 'json' }
import type { Env } from './env.ts'
import { createServer } from './server.ts'
import { createLimits } from './shared/limits.ts'
import { createMetrics } from './shared/metrics.ts'
import { writeReadyFile } from './shared/ready-file.ts'

/** A server that listens. Disposing it closes it. */
export interface RunningServer extends AsyncDisposable {
  /** Where it listens, for example `http://127.0.0.1:4000`; procedures lie below `/trpc`. */
  readonly url: string
  readonly port: number
  /** Ends subscriptions so that their clients reconnect, gives running calls three seconds, then closes everything in reverse order. */
  close(): Promise<void>
}

const drainPatience = 3_000

const open = async (env: Env, log: Logger): Promise<OpenServices> => {
  const { databaseUrl, redisUrl, redisPrefix: prefix, cacheDeadline, source, asOf, home, workers, llm } = env
  const wall = () => new Date()
  const settings = {
    name: 'fyntrix-server',
    databaseUrl,
    redisUrl,
    prefix,
    cacheDeadline,
    source,
    asOf,
    home,
    workers,
    llm,
    wall,
    log,
  }
  try {
    return await openServices({ ...settings, version: manifest.version })
  } catch (cause) {
    if (!(cause instanceof DomainError) || cause.code !== 'unavailable') throw cause
    throw new DomainError(
      'unavailable',
      'PostgreSQL does not answer: start it with ./fyntrix up, or correct FYNTRIX_DATABASE_URL',
      { cause },
    )
  }
}

/**
 * Connects, builds the services, starts the outbox relay and listens on the loopback address. Rejects with `unavailable` when PostgreSQL does not
 * answer; with Redis away it starts all the same. What it had opened is closed when it fails. `onFatal` is told when the relay ends on an error.
 */
export const startServer = async (
  env: Env,
  { log, onFatal }: { readonly log: Logger; readonly onFatal: (error: unknown) => void },
): Promise<RunningServer> => {
  await using resources = new AsyncDisposableStack()
  const opened = resources.use(await open(env, log))
  const { services, clock } = opened

  const feed = resources.adopt(await services.openFeed(), (closing) => closing.close())

  const relaying = new AbortController()
  const relay = services.relay.run(relaying.signal).catch(onFatal)
  resources.defer(async () => {
    relaying.abort()
    await relay
  })

  const { callsPerMinute, failedKeysPerMinute, redisPrefix: prefix } = env
  const limits = createLimits({ redis: opened.resources.redis, prefix, callsPerMinute, failedKeysPerMinute })
  const stopping = new AbortController()
  const app = {
    services,
    feed,
    clock,
    limits,
    metrics: createMetrics({
      cache: () => services.cache.counted(),
      outbox: () => services.relay.stats(),
      jobs: () => services.jobs.figures(),
    }),
    log,
    stopping: stopping.signal,
  }
  const server = await createServer(app, { log, corsOrigins: env.corsOrigins, trustedProxies: env.trustedProxies })
  resources.defer(async () => {
    stopping.abort()
    const forced = setTimeout(() => server.server.closeAllConnections(), drainPatience)
    await server.close()
    clearTimeout(forced)
  })

  const url = await server.listen({ host: '127.0.0.1', port: env.port })
  const port = Number(new URL(url).port)
  if (env.readyFile !== null) await writeReadyFile(env.readyFile, { port, pid: process.pid })
  log.info({ port, source: env.source, lane: services.topPicks.lane }, 'listening')

  const kept = resources.move()
  const close = () => kept.disposeAsync()
  return { url, port, close, [Symbol.asyncDispose]: close }
}
