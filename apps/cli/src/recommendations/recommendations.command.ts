import { Grouping } from '@fyntrix/domain/recommendations'
import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseDate, parseSymbol } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { listText, performanceText } from './recommendations.text.ts'

interface Selection {
  readonly universe?: Universe
  readonly mode?: Mode
  readonly from?: string
  readonly to?: string
  readonly json?: JsonOption
}

interface ListOptions extends Selection {
  readonly symbol?: string
  readonly state?: 'open' | 'closed'
  readonly before?: string
  readonly limit: number
}

const parseLimit = (text: string): number => {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new InvalidArgumentError('from 1 to 500')
  return limit
}

const selecting = (command: Command): Command =>
  command
    .addOption(new Option('--universe <universe>', 'only these stocks').choices(Universe.options))
    .addOption(new Option('--mode <mode>', 'only this trading horizon').choices(Mode.options))
    .option('--from <date>', 'first exchange date of the signals', parseDate)
    .option('--to <date>', 'last exchange date of the signals', parseDate)
    .option('--json [file]', 'answer as JSON')

export const recommendationsCommand = (program: Command, { env }: CliContext): void => {
  const recommendations = program.command('recommendations').description('what was recommended, and what became of it')

  selecting(recommendations.command('list').description('recommendations, newest first'))
    .option('--symbol <symbol>', 'only this stock', parseSymbol)
    .addOption(new Option('--state <state>', 'only those still open, or closed').choices(['open', 'closed']))
    .option('--before <id>', 'the page after this id')
    .option('--limit <count>', 'how many, at most 500', parseLimit, 50)
    .action(async ({ state, json, ...selection }: ListOptions) => {
      const records = await connectToHome(env.home).recommendations.list({
        ...selection,
        ...(state && { evaluated: state === 'closed' }),
      })
      answer(json, records, () => listText(records))
    })

  selecting(recommendations.command('performance').description('how recommendations did, with intervals'))
    .addOption(new Option('--by <grouping>', 'what to group by').choices(Grouping.options).default('mode'))
    .action(async ({ json, ...query }: Selection & { readonly by: Grouping }) => {
      const performance = await connectToHome(env.home).recommendations.performance(query)
      answer(json, performance, () => performanceText(performance))
    })
}
