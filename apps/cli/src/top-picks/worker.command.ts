import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { CandleSource } from '@fyntrix/domain/candles'
import { attachPostgres, attachRedis } from '@fyntrix/embedded'
import { type Command, Option } from 'commander'
import { parseCount } from '../bench/bench.command.ts'
import type { CliContext } from '../context.ts'
import { type CliEnvironment, root } from '../env.ts'
import { HomeConfig, homePaths, readJson } from '../home/home.ts'
import { workerEntry } from '../home/workers.ts'
import { CommandFailure, notRunning } from '../shared/failure.ts'

interface WorkerOptions {
  readonly concurrency: number
  readonly source?: CandleSource
}

/** Where the servers are: those that the environment names, else the home's own, which must run. */
const serversOf = async ({ home, connections }: CliEnvironment) => {
  const paths = homePaths(home)
  const databaseUrl = connections.databaseUrl ?? (await attachPostgres(paths.postgres))?.url('fyntrix')
  const redisUrl = connections.redisUrl ?? (await attachRedis(paths.redis))?.url
  if (databaseUrl === undefined || redisUrl === undefined) throw notRunning()
  return { databaseUrl, redisUrl }
}

export const workerCommand = (program: Command, { env }: CliContext): void => {
  program
    .command('worker')
    .description(
      'do parts of runs on this machine, for an installation here or elsewhere that runs with --workers bullmq',
    )
    .option('--concurrency <n>', 'parts at once', parseCount(1), 2)
    .addOption(
      new Option('--source <source>', 'which candles that installation reads (default: those of this home)').choices(
        CandleSource.options,
      ),
    )
    .action(
      async ({ concurrency, source = readJson(homePaths(env.home).config, HomeConfig)?.source }: WorkerOptions) => {
        const { databaseUrl, redisUrl } = await serversOf(env)
        if (source === undefined) throw new CommandFailure('this home has no candles: say which with --source', 2)
        const child = spawn(process.execPath, [join(root, workerEntry)], {
          env: {
            ...env.inherited,
            FYNTRIX_HOME: env.home,
            FYNTRIX_DATABASE_URL: databaseUrl,
            FYNTRIX_REDIS_URL: redisUrl,
            FYNTRIX_SOURCE: source,
            FYNTRIX_WORKER_CONCURRENCY: String(concurrency),
            NODE_ENV: 'production',
          },
          stdio: 'inherit',
        })
        // Ctrl-C reaches the worker by itself, other signals do not; it ends its parts, and with it this command
        process.on('SIGINT', () => undefined)
        process.on('SIGTERM', () => child.kill('SIGTERM'))
        const [code]: unknown[] = await once(child, 'exit')
        if (code !== 0) throw new CommandFailure('the worker ended by itself: it says above why')
      },
    )
}
