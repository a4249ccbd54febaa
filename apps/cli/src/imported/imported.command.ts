import {
  ImportedDocumentKind,
  type ImportedDocumentsQuery,
  ImportedGrouping,
  type ImportedQuarantineQuery,
  ImportedTableName,
} from '@fyntrix/domain/imported'
import { Argument, type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseDate, parseSymbol, parseWhole } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { performanceText, recommendationsText, runsText, summaryText, usageText } from './imported.text.ts'
import { parseDocumentPlace, parseQuarantinePlace } from './places.ts'
import { documentsText, quarantineText, rowsText } from './raw.text.ts'

interface Names {
  readonly universe?: string
  readonly mode?: string
  readonly json?: JsonOption
}

interface Dates {
  readonly from?: string
  readonly to?: string
}

interface RunsOptions extends Names, Dates {
  readonly trigger?: string
  readonly before?: string
  readonly limit: number
}

interface RecommendationsOptions extends Names {
  readonly symbol?: string
  readonly runId?: string
  readonly evaluated?: boolean
  readonly includeSuspect?: true
  readonly limit: number
  readonly offset: number
}

interface RowsOptions {
  readonly after?: string
  readonly limit: number
  readonly json?: JsonOption
}

interface DocumentsOptions extends Dates {
  readonly kind?: ImportedDocumentKind
  readonly path?: string
  readonly symbol?: string
  readonly after?: ImportedDocumentsQuery['after']
  readonly limit: number
  readonly json?: JsonOption
}

interface QuarantineOptions {
  readonly path?: string
  readonly table?: string
  readonly reason?: string
  readonly after?: ImportedQuarantineQuery['after']
  readonly limit: number
  readonly json?: JsonOption
}

interface PerformanceOptions extends Names, Dates {
  readonly by: ImportedGrouping
  readonly includeSuspect?: true
}

interface UsageOptions {
  readonly days: number
  readonly until?: string
  readonly includeSuspect?: true
  readonly json?: JsonOption
}

const withJson = (command: Command): Command => command.option('--json [file]', 'answer as JSON')
const withSuspect = (command: Command): Command =>
  command.option('--include-suspect', 'with those whose numbers something speaks against')
const named = (command: Command): Command =>
  withJson(command)
    .option('--universe <name>', 'only this universe of the legacy system')
    .option('--mode <name>', 'only this mode of the legacy system')
const dated = (command: Command): Command =>
  command
    .option('--from <date>', 'first exchange date', parseDate)
    .option('--to <date>', 'last exchange date', parseDate)
const mostRows = 500

export const importedCommand = (program: Command, { env }: CliContext): void => {
  const imported = program.command('imported').description('what was moved over from a legacy system')
  const client = () => connectToHome(env.home).imported

  dated(named(imported.command('runs').description('runs, newest first')))
    .option('--trigger <name>', 'only those that this began')
    .option('--before <id>', 'the page after this external id')
    .option('--limit <count>', 'how many', parseWhole(1, mostRows), 50)
    .action(async ({ json, ...query }: RunsOptions) => {
      const runs = await client().runs(query)
      answer(json, runs, () => runsText(runs))
    })

  withSuspect(named(imported.command('recommendations').description('recommendations, newest first')))
    .option('--symbol <symbol>', 'only this stock', parseSymbol)
    .option('--run-id <id>', 'only those of this run')
    .option('--evaluated', 'only those whose end was told')
    .option('--limit <count>', 'how many', parseWhole(1, mostRows), 50)
    .option('--offset <count>', 'how many to leave out first', parseWhole(0, 10_000_000), 0)
    .action(async ({ json, evaluated = false, ...query }: RecommendationsOptions) => {
      const page = await client().recommendations({ ...query, evaluatedOnly: evaluated })
      answer(json, page, () => recommendationsText(page))
    })

  withJson(imported.command('rows').description('the rows of a table, suspect or not, by their external ids'))
    .addArgument(new Argument('<table>', 'table of the legacy system').choices(ImportedTableName.options))
    .option('--after <id>', 'the page after this external id')
    .option('--limit <count>', 'how many', parseWhole(1, mostRows), 50)
    .action(async (table: ImportedTableName, { json, ...query }: RowsOptions) => {
      const rows = await client().rows({ ...query, table })
      answer(json, rows, () => rowsText(rows))
    })

  dated(
    withJson(imported.command('documents').description('items of files: exits, events, watchlists, suspect or not')),
  )
    .addOption(new Option('--kind <kind>', 'only items of this kind').choices(ImportedDocumentKind.options))
    .option('--path <path>', 'only items of this file of the legacy system')
    .option('--symbol <symbol>', 'only this stock', parseSymbol)
    .option('--after <place>', "the page after this item, as 'cache/exits.json 12'", parseDocumentPlace)
    .option('--limit <count>', 'how many', parseWhole(1, mostRows), 50)
    .action(async ({ json, ...query }: DocumentsOptions) => {
      const documents = await client().documents(query)
      answer(json, documents, () => documentsText(documents))
    })

  withJson(imported.command('quarantine').description('what could not be imported, whole, with the reason'))
    .option('--path <path>', 'only what stood in this file of the legacy system')
    .option('--table <table>', "only rows of this table; 'documents' for items of files")
    .option('--reason <code>', 'only for this reason; summary lists them')
    .option(
      '--after <place>',
      "the page after this place, as 'cache/pick_events.db#pick_events 12'",
      parseQuarantinePlace,
    )
    .option('--limit <count>', 'how many', parseWhole(1, mostRows), 50)
    .action(async ({ json, ...query }: QuarantineOptions) => {
      const rejects = await client().quarantine(query)
      answer(json, rejects, () => quarantineText(rejects))
    })

  withSuspect(dated(named(imported.command('performance').description('how recommendations did, with intervals'))))
    .addOption(new Option('--by <grouping>', 'what to group by').choices(ImportedGrouping.options).default('mode'))
    .action(async ({ json, ...query }: PerformanceOptions) => {
      const performance = await client().performance(query)
      answer(json, performance, () => performanceText(performance))
    })

  withSuspect(withJson(imported.command('usage').description('what calls of language models cost')))
    .option('--days <count>', 'how many times 24 hours', parseWhole(1, 3_660), 7)
    .option('--until <instant>', 'up to this instant, as 2026-01-10T00:00:00Z; now by default')
    .action(async ({ json, ...query }: UsageOptions) => {
      const usage = await client().usage(query)
      answer(json, usage, () => usageText(usage))
    })

  withJson(imported.command('summary').description('what was imported, and what could not be')).action(
    async ({ json }: { readonly json?: JsonOption }) => {
      const summary = await client().summary()
      answer(json, summary, () => summaryText(summary))
    },
  )
}
