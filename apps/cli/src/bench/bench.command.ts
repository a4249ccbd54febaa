import type { BenchRow } from '@fyntrix/bench'
import { type Command, InvalidArgumentError } from 'commander'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption, note, table } from '../shared/output.ts'

/** What a suite found, for programs and for people. */
interface Report {
  readonly data: unknown
  readonly text: () => string
}

type Suite = (context: CliContext, rounds: number) => Promise<Report>

const tabled =
  (measure: (context: CliContext, rounds: number) => Promise<BenchRow[]>): Suite =>
  async (context, rounds) => {
    const rows = await measure(context, rounds)
    return { data: rows, text: () => text(rows) }
  }

const suites: Readonly<
  Record<string, { readonly about: string; readonly load: () => Promise<Suite>; readonly once?: true }>
> = {
  analytics: {
    about: "analysts' questions to a million recommendations",
    once: true,
    load: async () => {
      const [{ benchAnalytics }, { analyticsReportText }] = await Promise.all([
        import('./analytics/analytics.bench.ts'),
        import('./analytics/report.ts'),
      ])
      return async (context) => {
        const report = await benchAnalytics(context)
        return { data: report, text: () => analyticsReportText(report) }
      }
    },
  },
  api: {
    about: '500 clients that read from one server, beside a procedure and a route that do nothing',
    load: async () => {
      const [{ benchApi }, { apiReportText }] = await Promise.all([
        import('./api/api.bench.ts'),
        import('./api/report.ts'),
      ])
      return async (context, rounds) => {
        const report = await benchApi(context, rounds)
        return { data: report, text: () => apiReportText(report) }
      }
    },
  },
  cache: {
    about: 'the cache, beside bare ioredis and five libraries',
    load: async () => {
      const [{ benchCache }, { cacheReportText }] = await Promise.all([
        import('./cache/cache.bench.ts'),
        import('./cache/report.ts'),
      ])
      return async (context, rounds) => {
        const report = await benchCache(context, rounds)
        return { data: report, text: () => cacheReportText(report) }
      }
    },
  },
  candles: {
    about: 'import and reading of candles, beside bare COPY and SELECT',
    load: async () => tabled((await import('./candles.bench.ts')).benchCandles),
  },
  llm: {
    about: 'LLM calls against one hot budget, and reports over ten million of them',
    once: true,
    load: async () => {
      const [{ benchLlm }, { llmReportText }] = await Promise.all([
        import('./llm/llm.bench.ts'),
        import('./llm/report.ts'),
      ])
      return async (context) => {
        const report = await benchLlm(context)
        return { data: report, text: () => llmReportText(report) }
      }
    },
  },
  migration: {
    about: 'import and proof of a legacy database of a million rows, beside floors and pgloader',
    once: true,
    load: async () => {
      const [{ benchMigration }, { migrationBenchText }] = await Promise.all([
        import('./migration/migration.bench.ts'),
        import('./migration/report.ts'),
      ])
      return async (context) => {
        const report = await benchMigration(context, 1_000_000)
        return { data: report, text: () => migrationBenchText(report) }
      }
    },
  },
  picks: {
    about: 'a nifty50 swing run from stored candles',
    load: async () => tabled((await import('./picks.bench.ts')).benchPicks),
  },
  stores: {
    about: 'SQLite, files, PostgreSQL, Redis and the cache, by one process and by eight',
    load: async () => {
      const [{ benchStores }, { storesReportText }] = await Promise.all([
        import('./stores/stores.bench.ts'),
        import('./stores/report.ts'),
      ])
      return async (context, rounds) => {
        const report = await benchStores(context, rounds)
        return { data: report, text: () => storesReportText(report) }
      }
    },
  },
}

const rate = (row: BenchRow) => `${Math.round(row.unitsPerSecond).toLocaleString('en-IN')} ${row.unit}/s`

const text = (rows: readonly BenchRow[]): string =>
  table(
    ['group', 'case', '× floor', 'median ms', 'min', 'max', 'rate'],
    rows.map((row) => [
      row.group,
      row.floor ? `${row.name} (floor)` : row.name,
      row.timesFloor === null ? '–' : row.timesFloor.toFixed(2),
      row.medianMs.toFixed(1),
      row.minMs.toFixed(1),
      row.maxMs.toFixed(1),
      rate(row),
    ]),
    [2, 3, 4, 5, 6],
  )

/** A whole number of at least `least`. */
export const parseCount =
  (least: number) =>
  (value: string): number => {
    const count = Number(value)
    if (!Number.isInteger(count) || count < least) throw new InvalidArgumentError(`a whole number of at least ${least}`)
    return count
  }

export const benchCommand = (program: Command, context: CliContext): void => {
  const bench = program.command('bench').description('measure beside floors and peers, on servers of its own')
  for (const [name, { about, load, once = false }] of Object.entries(suites)) {
    const command = bench.command(name).description(about).option('--json [file]', 'answer as JSON')
    if (!once) command.option('--rounds <n>', 'measured rounds, at least 5', parseCount(5), 5)
    command.action(async ({ rounds = 1, json }: { rounds?: number; json?: JsonOption }) => {
      note(`bench ${name}: ${once ? 'measured once' : `${rounds} rounds, cases interleaved, medians`}`)
      const { data, text: forPeople } = await (await load())(context, rounds)
      answer(json, data, forPeople)
    })
  }
}
