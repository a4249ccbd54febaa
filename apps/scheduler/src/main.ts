import { renameSync, writeFileSync } from 'node:fs'
import { dashboardJobs } from '@fyntrix/domain/dashboard'
import { levelsJobs } from '@fyntrix/domain/levels'
import { outcomesJob } from '@fyntrix/domain/pick-events'
import { policiesJob } from '@fyntrix/domain/policies'
import { portfolioJob } from '@fyntrix/domain/portfolio'
import { positionsJob } from '@fyntrix/domain/positions'
import { scalpingJob } from '@fyntrix/domain/scalping'
import { scoresJobs } from '@fyntrix/domain/scores'
import { openServices } from '@fyntrix/services'
import { createRefresh } from '@fyntrix/services/candles'
import { runDashboardJob } from '@fyntrix/services/dashboard'
import { runLevelsJob } from '@fyntrix/services/levels'
import { runOutcomesJob } from '@fyntrix/services/pick-events'
import { runPoliciesJob } from '@fyntrix/services/policies'
import { runPortfolioJob } from '@fyntrix/services/portfolio'
import { runPositionsJob } from '@fyntrix/services/positions'
import { runScalpingJob } from '@fyntrix/services/scalping'
import { runScoresJob } from '@fyntrix/services/scores'
import { runTopPicksJob } from '@fyntrix/services/top-picks'
import pino from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { readEnvironment } from './env.ts'
import { type Binding, startTimetable } from './timetable.ts'
import { topPicksBindings } from './top-picks/top-picks.binding.ts'

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
const bindings: Binding[] = clock.standing
  ? []
  : [
      ...topPicksBindings((jobId, job, nominal) =>
        runTopPicksJob({ topPicks: services.topPicks, calendar, log, refreshCandles }, jobId, job, nominal),
      ),
      {
        definition: outcomesJob,
        handle: (nominal) => runOutcomesJob({ pickEvents: services.pickEvents, calendar, log }, nominal),
      },
      {
        definition: policiesJob,
        handle: (nominal) =>
          runPoliciesJob({ policies: services.policies, learnings: services.learnings, calendar, log }, nominal),
      },
      ...levelsJobs.map((definition) => ({
        definition,
        handle: (nominal: Date) => runLevelsJob({ levels: services.levels, calendar, log, refreshCandles }, nominal),
      })),
      ...scoresJobs.map((definition) => ({
        definition,
        handle: (nominal: Date) => runScoresJob({ scores: services.scores, calendar, log }, nominal),
      })),
      {
        definition: portfolioJob,
        handle: (nominal) => runPortfolioJob({ portfolio: services.portfolio, calendar, refreshCandles }, nominal),
      },
      {
        definition: scalpingJob,
        handle: (nominal) => runScalpingJob({ scalping: services.scalping, calendar, refreshCandles }, nominal),
      },
      {
        definition: positionsJob,
        handle: (nominal) => runPositionsJob({ positions: services.positions, calendar, refreshCandles }, nominal),
      },
      ...dashboardJobs.map((definition) => ({
        definition,
        handle: (nominal: Date) =>
          runDashboardJob({ dashboards: services.dashboards, calendar }, definition.input, nominal),
      })),
    ]
const timetable = startTimetable(bindings, wall, log)
log.info({ jobs: timetable.size, next: timetable.next(), replay: clock.standing }, 'scheduler started')

if (env.FYNTRIX_READY_FILE !== undefined) {
  const temporary = `${env.FYNTRIX_READY_FILE}.tmp`
  writeFileSync(temporary, JSON.stringify({ pid: process.pid, jobs: timetable.size, next: timetable.next() }))
  renameSync(temporary, env.FYNTRIX_READY_FILE)
}

const stop = async () => {
  await timetable.stop()
  stopping.abort()
  await relaying
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
