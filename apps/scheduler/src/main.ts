import { openServices } from '@fyntrix/services'
import { createRefresh } from '@fyntrix/services/candles'
import { bindJobs, daemonSettings, openDaemon } from '@fyntrix/services/jobs'
import pino from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { readEnvironment } from './env.ts'
import { writeReadyFile } from './ready-file.ts'
import { warmUp } from './start-up.ts'

const env = readEnvironment()
const log = pino({ name: 'scheduler', level: env.LOG_LEVEL })
const wall = () => new Date()

const opened = await openServices({
  name: 'fyntrix-scheduler',
  databaseUrl: env.databaseUrl,
  redisUrl: env.redisUrl,
  prefix: env.FYNTRIX_REDIS_PREFIX,
  source: env.FYNTRIX_SOURCE,
  asOf: env.FYNTRIX_AS_OF === undefined ? null : new Date(env.FYNTRIX_AS_OF),
  home: env.FYNTRIX_HOME,
  workers: env.FYNTRIX_WORKERS,
  version: manifest.version,
  wall,
  log,
})
const { services, calendar, clock } = opened

const stopping = new AbortController()
const relaying = services.relay.run(stopping.signal)

const refreshCandles = createRefresh({
  candles: services.candles,
  calendar,
  seed: env.FYNTRIX_SIMULATION_SEED,
  wall,
})
// in a replay the clock stands, so nothing is ever due
const bindings = clock.standing ? [] : bindJobs({ services, log, refreshCandles })
const jobs = openDaemon({
  databaseUrl: env.databaseUrl,
  name: 'fyntrix-scheduler',
  bindings,
  calendar,
  settings: {
    ...daemonSettings,
    leaseMs: env.FYNTRIX_JOB_LEASE_MS,
    drainMs: env.FYNTRIX_JOB_DRAIN_MS,
    slots: env.FYNTRIX_JOB_SLOTS,
  },
  llmCosts: services.llmCosts,
  wall,
  log,
})
const drained = new AbortController()
const working = jobs.daemon.run(drained.signal)
const warming = clock.standing ? undefined : warmUp({ services, calendar, wall, log, refreshCandles }, stopping.signal)
log.info({ jobs: bindings.length, replay: clock.standing }, 'scheduler started')

if (env.FYNTRIX_READY_FILE !== undefined) writeReadyFile(env.FYNTRIX_READY_FILE, { pid: process.pid })

const stop = async () => {
  drained.abort()
  await working
  stopping.abort()
  await warming
  await relaying
  await jobs.close()
  await opened.close()
}
const onSignal = () => {
  stop().then(
    () => log.info({}, 'scheduler stopped'),
    (cause: unknown) => {
      log.error({ err: cause }, 'scheduler could not stop cleanly')
      process.exitCode = 1
    },
  )
}
process.once('SIGTERM', onSignal)
process.once('SIGINT', onSignal)
