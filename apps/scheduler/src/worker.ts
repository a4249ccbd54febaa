import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { DomainError } from '@fyntrix/domain/shared'
import { openServices } from '@fyntrix/services'
import { requireNoEviction, startPicksWorker } from '@fyntrix/services/top-picks'
import pino from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { readWorkerEnvironment } from './env.ts'
import { writeReadyFile } from './ready-file.ts'

/** Milliseconds for the parts that are being worked on when the process is told to stop: others take over what is not done by then. */
const patience = 8_000

const log = pino({ name: 'worker' })

const start = async () => {
  const env = readWorkerEnvironment()
  log.level = env.LOG_LEVEL
  const { redisUrl, FYNTRIX_REDIS_PREFIX: prefix, FYNTRIX_WORKER_CONCURRENCY: concurrency } = env
  const name = `fyntrix-worker ${hostname()} ${process.pid}`
  const opened = await openServices({
    name,
    databaseUrl: env.databaseUrl,
    redisUrl,
    prefix,
    source: env.FYNTRIX_SOURCE,
    // every part says of which instant it is: the clock is not asked
    asOf: null,
    home: env.FYNTRIX_HOME,
    version: manifest.version,
    wall: () => new Date(),
    log,
  })
  try {
    const { redis } = opened.resources
    await requireNoEviction(redis, log)
    const { candles } = opened.services
    const lockMs = env.FYNTRIX_WORKER_LOCK_MS
    const worker = await startPicksWorker({ candles, redisUrl, prefix, name, concurrency, lockMs, log })
    log.info({ worker: name, concurrency }, 'worker started')
    if (env.FYNTRIX_READY_FILE !== undefined) writeReadyFile(env.FYNTRIX_READY_FILE, { pid: process.pid })
    return { worker, close: () => opened.close() }
  } catch (cause) {
    await opened.close()
    throw cause
  }
}

const die = (error: unknown): never => {
  // what we can name needs no stack, and what we cannot does
  const facts = error instanceof DomainError ? { code: error.code } : { err: error }
  log.fatal(facts, error instanceof Error ? error.message : 'the worker ends on an unknown error')
  process.exit(1)
}

const { worker, close } = await start().catch(die)

const stop = async (): Promise<void> => {
  const drained = worker.close().then(() => true)
  if (!(await Promise.race([drained, delay(patience, false, { ref: false })]))) log.warn({}, 'stopping amid a part')
  await close()
}
let stopping = false
const onSignal = (): void => {
  // a terminal and whoever started us may both tell
  if (stopping) return
  stopping = true
  stop().then(() => {
    log.info({}, 'worker stopped')
    // a queue that did not close keeps its connection
    process.exit()
  }, die)
}
process.on('SIGTERM', onSignal)
process.on('SIGINT', onSignal)
