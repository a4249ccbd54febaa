import { readFileSync } from 'node:fs'
import { BudgetPeriod, BudgetRequest, BudgetZone, InvoiceLine, PriceRequest, SpendBy } from '@fyntrix/domain/llm-costs'
import { type Id, SessionDate } from '@fyntrix/domain/shared'
import type { FyntrixClient } from '@fyntrix/sdk'
import { type Command, InvalidArgumentError, Option } from 'commander'
import papaparse from 'papaparse'
import type { CliContext } from '../context.ts'
import { connectToHome, longPatience } from '../home/running.ts'
import { parseId, parseWhole } from '../shared/arguments.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption, say } from '../shared/output.ts'
import {
  alertsText,
  budgetsText,
  inboxText,
  perPickText,
  pricesText,
  reconcileText,
  repriceText,
  requestsCsv,
  requestsText,
  retentionText,
  spendText,
} from './llm.text.ts'

const pageOfCalls = 500

interface Json {
  readonly json?: JsonOption
}

const parseDay = (text: string): string => {
  if (!SessionDate.safeParse(text).success) throw new InvalidArgumentError('a UTC date looks like 2026-01-02')
  return text
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new CommandFailure(`${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`, 2)
  }
}

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(read(path))
  } catch (cause) {
    if (cause instanceof CommandFailure) throw cause
    throw new CommandFailure(`${path} is no JSON: ${cause instanceof Error ? cause.message : cause}`, 2)
  }
}

/** So many of the newest calls, page by page. */
const newestCalls = async (client: FyntrixClient['llmCosts'], limit: number, runId: Id | undefined) => {
  const calls: Awaited<ReturnType<typeof client.requests>> = []
  for (;;) {
    const last = calls.at(-1)
    const page = await client.requests({
      limit: Math.min(pageOfCalls, limit - calls.length),
      ...(runId && { runId }),
      ...(last && { before: { at: last.at, id: last.id } }),
    })
    calls.push(...page)
    if (page.length < pageOfCalls || calls.length >= limit) return calls
  }
}

const checked = <T>(
  schema: { safeParse(value: unknown): { data?: T; error?: Error | undefined } },
  value: unknown,
  what: string,
): T => {
  const { data, error } = schema.safeParse(value)
  if (data === undefined) throw new CommandFailure(`${what}: ${error?.message ?? 'it has no shape that is known'}`, 2)
  return data
}

/** Lines of a CSV file with the columns `request_id,amount_usd`, or `day,model,amount_usd`. */
const readInvoice = (path: string): InvoiceLine[] => {
  const { data } = papaparse.parse<Record<string, string>>(read(path), { header: true, skipEmptyLines: true })
  return data.map(({ request_id: requestId, day, model, amount_usd: amountUsd }, i) =>
    checked(
      InvoiceLine,
      requestId === undefined ? { day, model, amountUsd } : { requestId, amountUsd },
      `${path}, row ${i + 2}`,
    ),
  )
}

const json = (command: Command): Command => command.option('--json [file]', 'answer as JSON')
const days = (command: Command): Command =>
  json(command)
    .option('--from <date>', 'first UTC day (default: six days before the last)', parseDay)
    .option('--to <date>', 'last UTC day (default: today)', parseDay)

const budgetCommands = (llm: Command, client: () => FyntrixClient['llmCosts']): void => {
  const budgets = json(llm.command('budgets').description('budgets and how they stand'))
    .option('--scope <scope>', 'only of this scope, such as tag:insights')
    .option('--after <id>', 'the last id of the page before', parseId)
    .option('--limit <n>', 'at most so many', parseWhole(1, 500), 100)
    .action(async ({ json: to, ...query }: Json & { scope?: string; after?: Id; limit: number }) => {
      const found = await client().budgets(query)
      answer(to, found, () => budgetsText(found))
    })
  json(budgets.command('put').description('make a budget, or change the one of the same scope, period and zone'))
    .requiredOption('--limit <usd>', 'how much, in USD')
    .option('--scope <scope>', 'global, or provider:, model:, agent:, job:, user:, tag: and a name', 'global')
    .addOption(new Option('--period <period>', 'how long').choices(BudgetPeriod.options).default('day'))
    .addOption(new Option('--zone <zone>', 'where its day begins').choices(BudgetZone.options).default('Asia/Kolkata'))
    .option('--soft', 'only tell; do not refuse calls')
    .action(
      async ({
        limit,
        scope,
        period,
        zone,
        soft,
        json: to,
      }: Json & Record<'limit' | 'scope' | 'period' | 'zone', string> & { soft?: true }) => {
        const request = { limitUsd: limit, scope, period, zone, kind: soft ? 'soft' : 'hard' }
        const budget = await client().putBudget(checked(BudgetRequest, request, 'this is no budget'))
        answer(
          to,
          budget,
          () =>
            `${budget.kind} budget ${budget.scope}: ${budget.limitUsd} USD a ${budget.period} (${budget.zone}), id ${budget.id}`,
        )
      },
    )
  json(budgets.command('end').description('end a budget').argument('<id>', 'its id', parseId)).action(
    async (id: Id, { json: to }: Json) => {
      const budget = await client().endBudget({ id })
      answer(to, budget, () => `budget ${budget.scope} has ended`)
    },
  )
  json(budgets.command('alerts').description('what budgets told, newest first')).action(async ({ json: to }: Json) => {
    const found = await client().alerts({})
    answer(to, found, () => alertsText(found))
  })
}

const priceCommands = (llm: Command, client: () => FyntrixClient['llmCosts'], today: () => string): void => {
  const prices = json(llm.command('prices').description('what models cost now'))
    .option('--provider <id>', 'only of this provider, such as openai')
    .option('--model <text>', 'only of models whose name contains this')
    .option('--limit <n>', 'at most so many', parseWhole(1, 5_000), 50)
    .action(async ({ json: to, ...query }: Json & { provider?: string; model?: string; limit: number }) => {
      const found = await client().prices(query)
      answer(to, found, () => pricesText(found))
    })
  json(
    prices
      .command('add')
      .description('add a price of our own')
      .argument('<file>', 'JSON: provider, model, effectiveFrom, rates'),
  ).action(async (file: string, { json: to }: Json) => {
    const price = await client().addPrice(checked(PriceRequest, readJson(file), file))
    answer(
      to,
      price,
      () =>
        `${price.provider}/${price.model} from ${price.effectiveFrom} on; ./fyntrix llm reprice prices earlier calls again`,
    )
  })
  days(llm.command('reprice').description('price calls again, each at the price of its own instant'))
    .option('--apply', 'change the ledger (default: only say what would change)')
    .action(
      async ({ from, to: last, apply = false, json: to }: Json & { from?: string; to?: string; apply?: boolean }) => {
        const end = last ?? today()
        const begin = from ?? new Date(Date.parse(end) - 6 * 86_400_000).toISOString().slice(0, 10)
        const report = await client().reprice({
          from: `${begin}T00:00:00.000Z`,
          to: new Date(Date.parse(end) + 86_400_000).toISOString(),
          apply,
        })
        answer(to, report, () => repriceText(report))
      },
    )
}

/** `./fyntrix llm`: what calls of language models cost, and what they may cost. */
export const llmCommand = (program: Command, { env, wall }: CliContext): void => {
  const today = () => wall().toISOString().slice(0, 10)
  const llm = program.command('llm').description('what calls of language models cost, and what they may cost')
  const client = () => connectToHome(env.home, longPatience).llmCosts

  days(llm.command('spend').description('what UTC days cost'))
    .addOption(new Option('--by <part>', 'in which parts').choices(SpendBy.options).default('model-day'))
    .action(async ({ by, from, to: last, json: to }: Json & { by: SpendBy; from?: string; to?: string }) => {
      const report = await client().spend({ by, ...(from && { from }), ...(last && { to: last }) })
      answer(to, report, () => spendText(report))
    })
  budgetCommands(llm, client)
  priceCommands(llm, client, today)
  json(llm.command('inbox').description('models without a price, and calls whose cost nobody knows')).action(
    async ({ json: to }: Json) => {
      const found = await client().inbox({})
      answer(to, found, () => inboxText(found))
    },
  )
  json(llm.command('requests').description('calls as the ledger keeps them, newest first'))
    .option('--run <id>', 'only for this run', parseId)
    .option('--limit <n>', 'at most so many', parseWhole(1, 1_000_000), 50)
    .option('--csv', 'as CSV')
    .action(async ({ run, limit, csv, json: to }: Json & { run?: Id; limit: number; csv?: true }) => {
      const found = await newestCalls(client(), limit, run)
      if (csv) say(requestsCsv(found))
      else answer(to, found, () => requestsText(found))
    })
  days(llm.command('per-pick').description('what runs cost for each pick and each correct one')).action(
    async ({ from, to: last, json: to }: Json & { from?: string; to?: string }) => {
      const end = last ?? today()
      const found = await client().perPick({
        from: from ?? new Date(Date.parse(end) - 6 * 86_400_000).toISOString().slice(0, 10),
        to: end,
      })
      answer(to, found, () => perPickText(found))
    },
  )
  json(
    llm
      .command('reconcile')
      .description('compare the ledger with an invoice of a provider')
      .argument('<file>', 'CSV: request_id,amount_usd or day,model,amount_usd'),
  )
    .requiredOption('--provider <id>', 'whose invoice it is')
    .requiredOption('--from <date>', 'first UTC day', parseDay)
    .requiredOption('--to <date>', 'last UTC day', parseDay)
    .option('--complete', 'what the invoice does not name was not charged')
    .option('--apply', 'let the ledger follow the invoice (default: only compare)')
    .action(
      async (
        file: string,
        { json: to, ...options }: Json & { provider: string; from: string; to: string; complete?: true; apply?: true },
      ) => {
        const report = await client().reconcile({ ...options, lines: readInvoice(file) })
        answer(to, report, () => reconcileText(report))
      },
    )
  json(llm.command('sweep').description('give up calls of dead processes')).action(async ({ json: to }: Json) => {
    const report = await client().sweep()
    answer(to, report, () => `${report.lost} calls were given up as lost; ./fyntrix llm inbox shows them`)
  })
  json(llm.command('retain').description('move months older than 90 days into their sums'))
    .option('--apply', 'do it (default: only say what would be done)')
    .action(async ({ apply = false, json: to }: Json & { apply?: boolean }) => {
      const report = await client().retain({ apply })
      answer(to, report, () => retentionText(report))
    })
}
