import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Exchange, NewLedgerEntry, Product, Rupees, Side } from '@fyntrix/domain/portfolio'
import type { Id, Instant } from '@fyntrix/domain/shared'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { parseSymbol } from '../shared/arguments.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { parseAccount } from './account.ts'
import { fillsText, recordedText } from './portfolio.text.ts'

interface Owned {
  readonly accountId?: Id
  readonly json?: JsonOption
}

interface AddOptions extends Owned {
  readonly side: Side
  readonly quantity: number
  readonly price: Rupees
  readonly fees: Rupees
  readonly at: Instant
  readonly product: Product
  readonly exchange: Exchange
  readonly id?: string
}

const parseQuantity = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a quantity is a whole number of shares')
  return Number(text)
}

const parseRupees = (text: string): Rupees => {
  const amount = Rupees.safeParse(text)
  if (!amount.success) throw new InvalidArgumentError('an amount looks like 1499.50, with at most four decimals')
  return amount.data
}

const readEntries = (path: string): NewLedgerEntry[] => {
  try {
    return NewLedgerEntry.array().parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new CommandFailure(`${path} holds no list of entries: ${cause instanceof Error ? cause.message : cause}`, 2)
  }
}

const owned = (command: Command): Command =>
  command
    .option('--account-id <id>', 'of this account (default: your first)', parseAccount)
    .option('--json [file]', 'answer as JSON')

/** `portfolio fills`: what was entered into a ledger. */
export const fillsCommand = (portfolio: Command, { env }: CliContext): void => {
  const fills = portfolio.command('fills').description('the ledger: fills, splits, bonuses and reversals')
  const client = () => connectToHome(env.home).portfolio

  owned(fills.command('add').description('enter a fill; what is known by its id adds nothing'))
    .argument('<symbol>', 'what was traded', parseSymbol)
    .addOption(new Option('--side <side>', 'bought or sold').choices(Side.options).makeOptionMandatory())
    .requiredOption('--quantity <shares>', 'how many', parseQuantity)
    .requiredOption('--price <rupees>', 'of one share', parseRupees)
    .requiredOption('--at <instant>', 'when it was filled', parseInstant)
    .option('--fees <rupees>', 'everything that it cost beside the price', parseRupees, '0.0000')
    .addOption(new Option('--product <product>', 'how it is carried').choices(Product.options).default('CNC'))
    .addOption(new Option('--exchange <exchange>', 'where').choices(Exchange.options).default('NSE'))
    .option('--id <id>', 'your name of the trade (default: a new one)')
    .action(async (symbol: string, { json, accountId, id, ...fill }: AddOptions) => {
      const entry = { kind: 'fill', externalId: id ?? randomUUID(), symbol, ...fill } as const
      const recorded = await client().record({ entries: [entry], ...(accountId && { accountId }) })
      answer(json, recorded, () => recordedText(recorded))
    })

  owned(fills.command('import').description('enter everything in a file, or nothing of it'))
    .argument('<file>', 'a JSON list of entries', readEntries)
    .action(async (entries: NewLedgerEntry[], { json, accountId }: Owned) => {
      const recorded = await client().record({ entries, ...(accountId && { accountId }) })
      answer(json, recorded, () => recordedText(recorded))
    })

  owned(fills.command('list').description('entries, what counts latest first'))
    .option('--symbol <symbol>', 'only of this one', parseSymbol)
    .action(async ({ json, ...query }: Owned & { readonly symbol?: string }) => {
      const found = await client().fills(query)
      answer(json, found, () => fillsText(found))
    })
}
