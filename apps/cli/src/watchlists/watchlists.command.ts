import { readFileSync } from 'node:fs'
import { type Id } from '@fyntrix/domain/shared'
import { Mode } from '@fyntrix/domain/top-picks'
import type { WatchlistDraft } from '@fyntrix/domain/watchlists'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseId, parseSymbol } from '../shared/arguments.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { bulkText, entriesText } from './watchlists.text.ts'

interface Json {
  readonly json?: JsonOption
}

interface PlanOptions extends Json {
  readonly exchange?: string
  readonly notes?: string
  readonly entry?: number
  readonly stop?: number
  readonly target?: number
  readonly timeframe?: Mode
  readonly unset?: Field[]
}

type Field = Exclude<keyof WatchlistDraft, 'symbol'>

const fields = {
  exchange: 'exchange',
  notes: 'notes',
  entry: 'desiredEntry',
  stop: 'stopLoss',
  target: 'target',
  timeframe: 'timeframe',
} as const satisfies Readonly<Record<string, Field>>

const isOption = (name: string): name is keyof typeof fields => Object.hasOwn(fields, name)

const parsePrice = (text: string): number => {
  const price = Number(text)
  if (text.trim() === '' || !(price > 0)) throw new InvalidArgumentError('a price is a number above 0')
  return price
}

const parseUnset = (text: string): Field[] =>
  text.split(',').map((name) => {
    if (isOption(name)) return fields[name]
    throw new InvalidArgumentError(`choose from ${Object.keys(fields).join(', ')}`)
  })

const changesOf = ({ exchange, notes, entry, stop, target, timeframe, unset = [] }: PlanOptions) => ({
  ...(exchange !== undefined && { exchange }),
  ...(notes !== undefined && { notes }),
  ...(entry !== undefined && { desiredEntry: entry }),
  ...(stop !== undefined && { stopLoss: stop }),
  ...(target !== undefined && { target }),
  ...(timeframe !== undefined && { timeframe }),
  ...Object.fromEntries(unset.map((field) => [field, null])),
})

const linesOf = (path: string): string[] => {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  } catch (cause) {
    throw new CommandFailure(`${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`, 2)
  }
}

const planned = (command: Command): Command =>
  command
    .option('--exchange <exchange>', 'where it is traded')
    .option('--notes <text>', 'what to remember of it')
    .option('--entry <price>', 'price to get in at, in INR', parsePrice)
    .option('--stop <price>', 'price to give up at', parsePrice)
    .option('--target <price>', 'price to sell at', parsePrice)
    .addOption(new Option('--timeframe <mode>', 'trading horizon').choices(Mode.options))

export const watchlistsCommand = (program: Command, { env }: CliContext): void => {
  const watchlist = program.command('watchlist').description('the stocks that you watch')
  const command = (name: string, about: string) =>
    watchlist.command(name).description(about).option('--json [file]', 'answer as JSON')
  const client = () => connectToHome(env.home).watchlists

  command('list', 'what is watched, newest first')
    .option('--before <id>', 'the page after this entry', parseId)
    .option('--limit <n>', 'how many at most', Number)
    .action(async ({ json, ...query }: Json & { readonly before?: Id; readonly limit?: number }) => {
      const entries = await client().list(query)
      answer(json, entries, () => entriesText(entries))
    })

  command('check', 'whether a symbol is watched')
    .argument('<symbol>', 'such as M&M', parseSymbol)
    .action(async (symbol: string, { json }: Json) => {
      const check = await client().check({ symbol })
      answer(json, check, () => (check.entry === null ? `${symbol} is not watched` : entriesText([check.entry])))
    })

  planned(command('add', 'watch a symbol').argument('<symbol>', 'such as M&M', parseSymbol)).action(
    async (symbol: string, options: PlanOptions) => {
      const entry = await client().add({ symbol, ...changesOf(options) })
      answer(options.json, entry, () => entriesText([entry]))
    },
  )

  planned(command('update', 'change what is known of an entry').argument('<symbol>', 'such as M&M', parseSymbol))
    .option('--unset <fields>', `clear these, separated by commas: ${Object.keys(fields).join(', ')}`, parseUnset)
    .action(async (symbol: string, options: PlanOptions) => {
      const entry = await client().update({ symbol, ...changesOf(options) })
      answer(options.json, entry, () => entriesText([entry]))
    })

  command('remove', 'stop watching a symbol')
    .argument('<symbol>', 'such as M&M', parseSymbol)
    .action(async (symbol: string, { json }: Json) => {
      const entry = await client().remove({ symbol })
      answer(json, entry, () => `${symbol} is not watched any more`)
    })

  command('bulk', 'watch many: a file with a symbol a line')
    .argument('<file>')
    .action(async (file: string, { json }: Json) => {
      const report = await client().addMany({ lines: linesOf(file) })
      answer(json, report, () => bulkText(report))
    })

  command('clear', 'stop watching everything').action(async ({ json }: Json) => {
    const cleared = await client().clear()
    answer(json, cleared, () => `${cleared.removed} removed`)
  })
}
