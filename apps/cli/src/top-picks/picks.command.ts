import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { parseDate, parseSymbol } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { eventsText, latestText, runText } from './picks.text.ts'

interface PicksOptions {
  readonly universe: Universe
  readonly mode: Mode
  readonly asOf?: string
  readonly idempotencyKey?: string
  readonly json?: JsonOption
}

interface EventsOptions extends Partial<Pick<PicksOptions, 'universe' | 'mode' | 'json'>> {
  readonly symbol?: string
  readonly from?: string
  readonly to?: string
}

const keyed = (command: Command): Command =>
  command
    .addOption(new Option('--universe <universe>', 'which stocks').choices(Universe.options).default('nifty50'))
    .addOption(new Option('--mode <mode>', 'trading horizon').choices(Mode.options).default('swing'))
    .option('--json [file]', 'answer as JSON')

export const picksCommand = (program: Command, { env }: CliContext): void => {
  const picks = program.command('picks').description('top picks: compute and read')

  keyed(picks.command('run').description('compute picks now, or as of an instant'))
    .option('--as-of <instant>', 'use only what was known then', parseInstant)
    .option('--idempotency-key <key>', 'the same key again answers the same run')
    .action(async ({ universe, mode, asOf, idempotencyKey, json }: PicksOptions) => {
      const run = await connectToHome(env.home).topPicks.run({
        universe,
        mode,
        ...(asOf !== undefined && { asOf }),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      })
      answer(json, run, () => runText(run))
    })

  keyed(picks.command('latest').description('the latest run'))
    .option('--as-of <instant>', 'the latest of that instant or before', parseInstant)
    .action(async ({ universe, mode, asOf, json }: PicksOptions) => {
      const query = { universe, mode, ...(asOf !== undefined && { asOf }) }
      const latest = await connectToHome(env.home).topPicks.latest(query)
      answer(json, latest, () => latestText(latest))
    })

  picks
    .command('events')
    .description('picks as events, newest first: what agents contributed, and what became of them over each horizon')
    .addOption(new Option('--universe <universe>', 'only these stocks').choices(Universe.options))
    .addOption(new Option('--mode <mode>', 'only this trading horizon').choices(Mode.options))
    .option('--symbol <symbol>', 'only this stock', parseSymbol)
    .option('--from <date>', 'first exchange date of the signals', parseDate)
    .option('--to <date>', 'last exchange date of the signals', parseDate)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, ...query }: EventsOptions) => {
      const events = await connectToHome(env.home).pickEvents.list(query)
      answer(json, events, () => eventsText(events))
    })
}
