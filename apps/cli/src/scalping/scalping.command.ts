import type { SessionDate } from '@fyntrix/domain/shared'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { parseDate, parseSymbol, parseWhole } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { activeText, cycleText, dayText, exitsText, latestText, occupancyText, statsText } from './scalping.text.ts'

interface AsOfOptions {
  readonly asOf?: string
  readonly json?: JsonOption
}

interface DateOptions {
  readonly date?: SessionDate
  readonly json?: JsonOption
}

const json = (command: Command): Command => command.option('--json [file]', 'answer as JSON')
const asOf = (command: Command, meaning: string): Command =>
  json(command).option('--as-of <instant>', meaning, parseInstant)
const ofDate = (command: Command): Command =>
  json(command).option('--date <date>', 'exchange date, by default that of the clock', parseDate)

export const scalpingCommand = (program: Command, { env }: CliContext): void => {
  const scalping = program.command('scalping').description('open scalps, and what became of the others')

  asOf(scalping.command('monitor').description('look at open scalps now and record exits'), 'look as of then').action(
    async ({ json: to, ...query }: AsOfOptions) => {
      const cycle = await connectToHome(env.home).scalping.monitor(query)
      answer(to, cycle, () => cycleText(cycle))
    },
  )

  asOf(scalping.command('latest').description('what the monitor saw last'), 'what it had seen then').action(
    async ({ json: to, ...query }: AsOfOptions) => {
      const latest = await connectToHome(env.home).scalping.latest(query)
      answer(to, latest, () => latestText(latest))
    },
  )

  asOf(scalping.command('positions').description('scalps that nothing has ended, priced'), 'as of then').action(
    async ({ json: to, ...query }: AsOfOptions) => {
      const active = await connectToHome(env.home).scalping.positions(query)
      answer(to, active, () => activeText(active))
    },
  )

  json(scalping.command('exits').description('exits, newest first'))
    .option('--symbol <symbol>', 'only of this stock', parseSymbol)
    .option('--from <date>', 'exits from this exchange date on', parseDate)
    .option('--to <date>', 'exits up to this exchange date', parseDate)
    .option('--limit <n>', 'how many', parseWhole(1, 500), 50)
    .action(
      async ({
        json: to,
        to: last,
        ...query
      }: {
        symbol?: string
        from?: SessionDate
        to?: SessionDate
        limit: number
        json?: JsonOption
      }) => {
        const exits = await connectToHome(env.home).scalping.exits({
          ...query,
          ...(last !== undefined && { to: last }),
        })
        answer(to, exits, () => exitsText(exits))
      },
    )

  ofDate(scalping.command('summary').description('the exits of a date, counted')).action(
    async ({ json: to, ...query }: DateOptions) => {
      const day = await connectToHome(env.home).scalping.dailySummary(query)
      answer(to, day, () => dayText(day))
    },
  )

  json(scalping.command('stats').description('the exits of the last days, counted'))
    .option('--days <n>', 'how many days', parseWhole(1, 90), 7)
    .action(async ({ days, json: to }: { days: number; json?: JsonOption }) => {
      const stats = await connectToHome(env.home).scalping.stats({ days })
      answer(to, stats, () => statsText(stats))
    })

  ofDate(scalping.command('occupancy').description('how many scalps were active at once')).action(
    async ({ json: to, ...query }: DateOptions) => {
      const occupancy = await connectToHome(env.home).scalping.occupancy(query)
      answer(to, occupancy, () => occupancyText(occupancy))
    },
  )
}
