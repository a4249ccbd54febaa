import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { accessCommand } from './access/access.command.ts'
import { analyticsCommand } from './analyses/analytics.command.ts'
import { archiveCommand } from './archive/archive.command.ts'
import { benchCommand } from './bench/bench.command.ts'
import { cacheCommand } from './cache/cache.command.ts'
import { calendarCommand } from './calendar/calendar.command.ts'
import { candlesCommand } from './candles/candles.command.ts'
import type { CliContext } from './context.ts'
import { dashboardCommand } from './dashboard/dashboard.command.ts'
import { checkCommand } from './development/check.command.ts'
import { systemsCommand } from './development/systems.command.ts'
import { testCommand } from './development/test.command.ts'
import { readEnvironment } from './env.ts'
import { dbCommand } from './home/db.command.ts'
import { downCommand } from './home/down.command.ts'
import { statusCommand } from './home/status.command.ts'
import { upCommand } from './home/up.command.ts'
import { importedCommand } from './imported/imported.command.ts'
import { insightsCommand } from './insights/insights.command.ts'
import { jobsCommand } from './jobs/jobs.command.ts'
import { monitorsCommand } from './jobs/monitors.command.ts'
import { replayCommand } from './jobs/replay.command.ts'
import { learningsCommand } from './learnings/learnings.command.ts'
import { levelsCommand } from './levels/levels.command.ts'
import { llmCommand } from './llm-costs/llm.command.ts'
import { memoryCommand } from './memory/memory.command.ts'
import { migrateCommand } from './migration/migrate.command.ts'
import { liveCommand } from './outbox/live.command.ts'
import { policiesCommand } from './policies/policies.command.ts'
import { portfolioCommand } from './portfolio/portfolio.command.ts'
import { positionsCommand } from './positions/positions.command.ts'
import { preferencesCommand } from './preferences/preferences.command.ts'
import { proveCommand } from './proofs/prove.command.ts'
import { recommendationsCommand } from './recommendations/recommendations.command.ts'
import { scalpingCommand } from './scalping/scalping.command.ts'
import { scoresCommand } from './scores/scores.command.ts'
import { report } from './shared/failure.ts'
import { picksCommand } from './top-picks/picks.command.ts'
import { workerCommand } from './top-picks/worker.command.ts'
import { universesCommand } from './universes/universes.command.ts'
import { watchlistsCommand } from './watchlists/watchlists.command.ts'

const program = new Command('./fyntrix')
  .description(
    'Top picks for the National Stock Exchange of India: PostgreSQL for facts, Redis for speed, one typed SDK.',
  )
  .version(manifest.version)
  .showHelpAfterError('(./fyntrix --help lists the commands)')

try {
  const context: CliContext = {
    env: readEnvironment(),
    entry: fileURLToPath(import.meta.url),
    version: manifest.version,
    wall: () => new Date(),
  }
  for (const add of [
    upCommand,
    downCommand,
    statusCommand,
    picksCommand,
    workerCommand,
    archiveCommand,
    cacheCommand,
    calendarCommand,
    candlesCommand,
    dbCommand,
    checkCommand,
    testCommand,
    systemsCommand,
    jobsCommand,
    replayCommand,
    monitorsCommand,
    migrateCommand,
    liveCommand,
    analyticsCommand,
    recommendationsCommand,
    importedCommand,
    dashboardCommand,
    scalpingCommand,
    positionsCommand,
    policiesCommand,
    learningsCommand,
    levelsCommand,
    scoresCommand,
    portfolioCommand,
    accessCommand,
    insightsCommand,
    llmCommand,
    memoryCommand,
    preferencesCommand,
    universesCommand,
    watchlistsCommand,
    benchCommand,
    proveCommand,
  ]) {
    add(program, context)
  }
  await program.parseAsync()
} catch (error) {
  process.exitCode = report(error)
}
