import { PositionMode } from '@fyntrix/domain/positions'
import { Universe } from '@fyntrix/domain/universes'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { parseWhole } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { historyText, latestText, seenText } from './positions.text.ts'

interface AsOfOptions {
  readonly asOf?: string
  readonly json?: JsonOption
}

interface HistoryOptions {
  readonly universe: Universe
  readonly mode: PositionMode
  readonly limit: number
  readonly json?: JsonOption
}

const asOf = (command: Command, meaning: string): Command =>
  command.option('--as-of <instant>', meaning, parseInstant).option('--json [file]', 'answer as JSON')

export const positionsCommand = (program: Command, { env }: CliContext): void => {
  const positions = program.command('positions').description('picks of all runs as positions')

  asOf(positions.command('monitor').description('look at them now and record a snapshot'), 'look as of then').action(
    async ({ json, ...query }: AsOfOptions) => {
      const seen = await connectToHome(env.home).positions.monitor(query)
      answer(json, seen, () => seenText(seen))
    },
  )

  asOf(positions.command('latest').description('what the monitor saw last'), 'what it had seen then').action(
    async ({ json, ...query }: AsOfOptions) => {
      const latest = await connectToHome(env.home).positions.latest(query)
      answer(json, latest, () => latestText(latest))
    },
  )

  positions
    .command('history')
    .description('past snapshots, newest first')
    .addOption(new Option('--universe <universe>', 'which stocks').choices(Universe.options).default('nifty50'))
    .addOption(new Option('--mode <mode>', 'trading horizon').choices(PositionMode.options).default('intraday'))
    .option('--limit <n>', 'how many', parseWhole(1, 200), 30)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, ...query }: HistoryOptions) => {
      const history = await connectToHome(env.home).positions.history(query)
      answer(json, history, () => historyText(history))
    })
}
