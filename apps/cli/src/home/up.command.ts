import type { Lane } from '@fyntrix/domain/shared'
import { silentLog } from '@fyntrix/services/shared'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption, note, say } from '../shared/output.ts'
import { createProgress } from '../shared/progress.ts'
import { bringUp } from './bring-up.ts'
import { startDetached } from './detach.ts'
import { HomeConfig, homePaths, readJson } from './home.ts'
import { connectToHome, refuseWhileRunning, runningState } from './running.ts'
import { summary } from './summary.ts'
import { parseWorkers, textOf, type WorkersChoice } from './workers.ts'

interface UpOptions {
  readonly detach?: true
  readonly marketData?: string
  readonly asOf?: string
  readonly lane?: Lane
  readonly workers?: WorkersChoice
  readonly json?: JsonOption
}

/** An ISO instant with a zone, in the wire form. */
export const parseInstant = (text: string): string => {
  const time = Date.parse(text)
  if (Number.isNaN(time) || !/(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    throw new InvalidArgumentError('an instant looks like 2026-01-09T10:30:00Z')
  }
  return new Date(time).toISOString()
}

const waitForEnd = (failed: Promise<string>): Promise<string | null> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve(null))
    process.once('SIGTERM', () => resolve(null))
    void failed.then(resolve)
  })

const tell = async ({ env }: CliContext, json: JsonOption): Promise<void> => {
  const paths = homePaths(env.home)
  const config = readJson(paths.config, HomeConfig)
  const state = runningState(env.home)
  if (!config || !state?.url) throw new CommandFailure('it came up but left no state: see the log')
  const facts = { url: state.url, credentials: paths.credentials, ...config, simulated: config.lane === 'simulated' }
  const client = connectToHome(env.home)
  const text =
    json === undefined ? await summary(client, { config, url: state.url, credentials: paths.credentials }) : ''
  answer(json, facts, () => text)
}

export const upCommand = (program: Command, context: CliContext): void => {
  program
    .command('up')
    .description('start everything: PostgreSQL, Redis, tables, candles, first runs, server, scheduler')
    .option('--detach', 'leave it running in the background')
    .option('--market-data <dir>', 'replay the candles of this folder instead of the simulated market')
    .option(
      '--as-of <instant>',
      'where the clock of the replay stands (default: end of the last session in the data)',
      parseInstant,
    )
    .addOption(new Option('--lane <lane>', 'change what this home serves').choices(['simulated', 'replay']))
    .option(
      '--workers <where>',
      'who does the work of runs: daemon, or bullmq with the number of workers to start here, such as bullmq:3',
      parseWorkers,
    )
    .option('--json [file]', 'answer as JSON')
    .action(async (options: UpOptions) => {
      const { env, wall, version } = context
      const workers = options.workers ?? parseWorkers(env.inherited['FYNTRIX_WORKERS'] || 'daemon')
      if (options.detach) {
        const args = [
          'up',
          ...(options.marketData === undefined ? [] : ['--market-data', options.marketData]),
          ...(options.asOf === undefined ? [] : ['--as-of', options.asOf]),
          ...(options.lane === undefined ? [] : ['--lane', options.lane]),
          '--workers',
          textOf(workers),
        ]
        refuseWhileRunning(env.home)
        await startDetached(env.home, context.entry, args)
        return tell(context, options.json)
      }
      const up = await bringUp(
        env,
        { marketData: options.marketData, asOf: options.asOf, lane: options.lane, workers },
        { progress: createProgress(), log: silentLog, wall, version },
      )
      await tell(context, options.json)
      if (process.stdout.isTTY) say('\nCtrl-C stops everything.')
      const reason = await waitForEnd(up.failed)
      note('stopping')
      await up.stop()
      if (reason !== null) throw new CommandFailure(reason)
    })
}
