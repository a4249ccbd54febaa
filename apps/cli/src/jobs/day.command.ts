import { join } from 'node:path'
import { atIst, nse } from '@fyntrix/calendar'
import type { SessionDate } from '@fyntrix/domain/shared'
import { detectProvider, knownAtEnd } from '@fyntrix/market-data'
import { bindJobs, createNominalTimes, type DayReport, replayDay } from '@fyntrix/services/jobs'
import { silentLog } from '@fyntrix/services/shared'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { parseDate } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { openOwn, startOwnServices } from '../shared/own-services.ts'
import { createProgress, type Progress } from '../shared/progress.ts'
import { candleFolder } from './candle-folder.ts'
import { dayText } from './day.text.ts'

interface DayOptions {
  readonly date: SessionDate
  readonly marketData: string
  readonly json?: JsonOption
}

const replay = async (
  context: CliContext,
  { date, marketData }: Omit<DayOptions, 'json'>,
  progress: Progress,
): Promise<DayReport> => {
  const found = await detectProvider(candleFolder(marketData), nse)
  // a cache was filled later: its bars count as known when they ended
  const provider = found.source === 'zerodha' ? knownAtEnd(found, nse) : found
  await using own = await progress.step('PostgreSQL and Redis of its own', () => startOwnServices(context.env))
  await using opened = await openOwn(own, context, {
    name: 'fyntrix-day',
    source: provider.source,
    asOf: new Date(atIst(date, '00:00')),
  })
  const { services, calendar, clock, resources } = opened
  await progress.step('import', () => services.candles.import(provider))
  const refreshCandles = () => Promise.resolve()
  const report = await progress.step(`jobs of ${date}`, (update) =>
    replayDay(
      {
        db: resources.db,
        bindings: bindJobs({ services, log: silentLog, refreshCandles }),
        times: createNominalTimes(calendar),
        calendar,
        clock,
      },
      date,
      { onStep: (at) => update(at.toISOString().slice(11, 16) + 'Z') },
    ),
  )
  await services.relay.drain()
  return report
}

/** `jobs day`: a date of the past through the ledger. */
export const dayCommand = (jobs: Command, context: CliContext): void => {
  jobs
    .command('day')
    .description('let the jobs do one date of the past, on real candles and servers of its own, and print the ledger')
    .requiredOption('--date <date>', 'exchange date', parseDate)
    .option('--market-data <dir>', 'folder of candles', join(context.env.sharedData, 'market/nse-daily'))
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, ...request }: DayOptions) => {
      const report = await replay(context, request, createProgress())
      answer(json, report, () => dayText(report))
      if (report.occurrences.length !== report.nominal) process.exitCode = 1
    })
}
