import { atIst } from '@fyntrix/calendar'
import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { openServices, type Settings } from '@fyntrix/services'
import { silentLog } from '@fyntrix/services/shared'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { stay } from '../home/guest.ts'
import { HomeConfig, homePaths, readJson } from '../home/home.ts'
import { prepareHome, prepareServers } from '../home/prepare-home.ts'
import { refuseWhileRunning } from '../home/running.ts'
import { parseDate, parseListOf } from '../shared/arguments.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress, gauge, type Progress } from '../shared/progress.ts'
import { withStop } from '../shared/stop.ts'
import { replayText } from './replay.text.ts'

interface ReplayOptions {
  readonly from: string
  readonly to: string
  readonly universe: readonly Universe[]
  readonly mode: readonly Mode[]
  readonly slots: 'pre-open' | 'all'
  readonly marketData?: string
  readonly json?: JsonOption
}

/** Settings of a home that can be replayed: of the folder that is named, else of the candles that it holds. */
const settingsOf = async (
  { env, wall, version }: CliContext,
  { from, marketData }: ReplayOptions,
  progress: Progress,
): Promise<Settings> => {
  const own = { name: 'fyntrix-replay', asOf: new Date(atIst(from, '00:00')) }
  const config = readJson(homePaths(env.home).config, HomeConfig)
  if (marketData !== undefined) {
    refuseWhileRunning(env.home)
    const request = { marketData, asOf: config?.asOf ?? undefined, lane: undefined }
    const { settings } = await prepareHome(env, request, { progress, log: silentLog, wall, version })
    return { ...settings, ...own }
  }
  if (config === undefined) {
    throw new CommandFailure('this home holds no candles yet: name a folder with --market-data, or ./fyntrix up', 2)
  }
  const { databaseUrl, redisUrl } = await prepareServers(env, { progress, wall })
  const facts = { home: env.home, version, wall, log: silentLog }
  return { databaseUrl, redisUrl, source: config.source, ...facts, ...own }
}

export const replayCommand = (program: Command, context: CliContext): void => {
  const { env } = context
  program
    .command('replay')
    .description('run past sessions through the jobs, as of the instant of each')
    .requiredOption('--from <date>', 'first exchange date', parseDate)
    .requiredOption('--to <date>', 'last exchange date', parseDate)
    .option('--universe <list>', 'which stocks, separated by commas', parseListOf(Universe.options), [
      ...Universe.options,
    ])
    .option('--mode <list>', 'trading horizons, separated by commas', parseListOf(Mode.options), ['swing'])
    .addOption(
      new Option('--slots <slots>', 'one run a session before the open, or the whole timetable')
        .choices(['pre-open', 'all'])
        .default('pre-open'),
    )
    .option('--market-data <dir>', 'import the candles of this folder first')
    .option('--json [file]', 'answer as JSON')
    .action(async (options: ReplayOptions) => {
      const { from, to, universe, mode, slots, json } = options
      if (to < from) throw new CommandFailure(`--to ${to} lies before --from ${from}`, 2)
      const progress = createProgress()
      const replay = async (settings: Settings) => {
        await using opened = await openServices(settings)
        const report = await withStop((signal) =>
          progress.step(
            `replay of ${universe.join(', ')}: ${mode.join(', ')}`,
            (update) =>
              opened.services.replay.replay(
                { from, to, universes: universe, modes: mode, slots },
                { signal, onProgress: ({ done, total, date }) => update(`${gauge(done, total)} ${date}`) },
              ),
            ({ sessions, runs, picks }) => `${sessions} sessions, ${runs} runs, ${picks} picks`,
          ),
        )
        answer(json, report, () => replayText(report))
      }
      await stay(env.home, () => settingsOf(context, options, progress), replay)
    })
}
