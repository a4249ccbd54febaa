import { Exchange, MonitorKind, Product } from '@fyntrix/domain/portfolio'
import type { Id, Instant } from '@fyntrix/domain/shared'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { parseSymbol } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { parseAccount } from './account.ts'
import { fillsCommand } from './fills.command.ts'
import { latestText, planText, positionsText, snapshotText } from './portfolio.text.ts'

interface Owned {
  readonly accountId?: Id
  readonly asOf?: Instant
  readonly json?: JsonOption
}

interface PlanOptions extends Owned {
  readonly exchange: Exchange
  readonly product: Product
  readonly stop?: number
  readonly target?: number
}

const parseLevel = (text: string): number => {
  const level = Number(text)
  if (!(level > 0)) throw new InvalidArgumentError('a price is above zero')
  return level
}

const owned = (command: Command): Command =>
  command
    .option('--account-id <id>', 'of this account (default: your first)', parseAccount)
    .option('--json [file]', 'answer as JSON')

const timed = (command: Command, asOf: string): Command =>
  owned(command).option('--as-of <instant>', asOf, parseInstant)

const monitored = (command: Command, asOf: string): Command =>
  timed(command, asOf).addOption(
    new Option('--kind <kind>', 'what is held, or what is watched').choices(MonitorKind.options).default('positions'),
  )

export const portfolioCommand = (program: Command, context: CliContext): void => {
  const portfolio = program.command('portfolio').description('what an account holds, and what it is worth')
  const client = () => connectToHome(context.env.home).portfolio
  fillsCommand(portfolio, context)

  timed(portfolio.command('positions').description('what the ledger makes'), 'as it was then').action(
    async ({ json, ...query }: Owned) => {
      const positions = await client().positions(query)
      answer(json, positions, () => positionsText(positions))
    },
  )

  owned(
    portfolio.command('plan').description('set stop and target of an open position; what is left out is taken away'),
  )
    .argument('<symbol>', 'which position', parseSymbol)
    .addOption(new Option('--product <product>', 'how it is carried').choices(Product.options).default('CNC'))
    .addOption(new Option('--exchange <exchange>', 'where').choices(Exchange.options).default('NSE'))
    .option('--stop <price>', 'where to get out', parseLevel)
    .option('--target <price>', 'where to take the profit', parseLevel)
    .action(async (symbol: string, { json, stop, target, accountId, exchange, product }: PlanOptions) => {
      const levels = { stopLoss: stop ?? null, target: target ?? null }
      const plan = await client().setPlan({ symbol, exchange, product, ...levels, ...(accountId && { accountId }) })
      answer(json, plan, () => planText(plan))
    })

  monitored(
    portfolio.command('monitor').description('price an account and record it'),
    'of what was known then',
  ).action(async ({ json, ...request }: Owned & { readonly kind: MonitorKind }) => {
    const snapshot = await client().monitor(request)
    answer(json, snapshot, () => snapshotText(snapshot))
  })

  monitored(portfolio.command('latest').description('the newest snapshot'), 'the newest that was there then').action(
    async ({ json, ...query }: Owned & { readonly kind: MonitorKind }) => {
      const latest = await client().latest(query)
      answer(json, latest, () => latestText(latest))
    },
  )
}
