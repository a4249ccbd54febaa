import { atIst } from '@fyntrix/calendar'
import { Horizon } from '@fyntrix/domain/pick-events'
import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseDate } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { performanceText } from './analytics.text.ts'

interface AgentsOptions {
  readonly universe: Universe
  readonly mode: Mode
  readonly from: string
  readonly to: string
  readonly horizon?: Horizon
  readonly json?: JsonOption
}

const day = (date: string, time: string): string => new Date(atIst(date, time)).toISOString()

export const analyticsCommand = (program: Command, { env }: CliContext): void => {
  const analytics = program.command('analytics').description('what became of picks, measured')
  analytics
    .command('agents')
    .description('information coefficient and hit rate of every agent, with intervals')
    .addOption(new Option('--universe <universe>', 'which stocks').choices(Universe.options).default('nifty50'))
    .addOption(new Option('--mode <mode>', 'trading horizon').choices(Mode.options).default('swing'))
    .requiredOption('--from <date>', 'first exchange date of the signals', parseDate)
    .requiredOption('--to <date>', 'last exchange date of the signals', parseDate)
    .addOption(new Option('--horizon <horizon>', 'only this one (default: all of the mode)').choices(Horizon.options))
    .option('--json [file]', 'answer as JSON')
    .action(async ({ universe, mode, from, to, horizon, json }: AgentsOptions) => {
      const report = await connectToHome(env.home).analyses.performance({
        universe,
        mode,
        from: day(from, '00:00'),
        to: day(to, '23:59'),
        ...(horizon && { horizon }),
      })
      answer(json, report, () => performanceText(report))
    })
}
