import { type CandleHistory, CandleInterval } from '@fyntrix/domain/candles'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { parseDate, parseSymbol } from '../shared/arguments.ts'
import { answer, type JsonOption, styled, table } from '../shared/output.ts'

interface HistoryOptions {
  readonly from: string
  readonly to: string
  readonly interval: CandleInterval
  readonly asOf?: string
  readonly json?: JsonOption
}

const price = (value: number | undefined): string => value?.toFixed(2) ?? '–'

const historyText = (history: CandleHistory): string =>
  [
    ...(history.simulated ? [styled('yellow', 'SIMULATED')] : []),
    `${history.symbol}, ${history.interval}, ${history.ts.length} bars from ${history.source}${history.derivedFrom === null ? '' : `, made of ${history.derivedFrom} bars`}`,
    table(
      ['start', 'open', 'high', 'low', 'close', 'volume', ''],
      history.ts.map((ts, i) => [
        history.interval === 'day' ? (history.session[i] ?? '') : ts.slice(0, 16),
        price(history.open[i]),
        price(history.high[i]),
        price(history.low[i]),
        price(history.close[i]),
        String(history.volume[i] ?? ''),
        history.provisional[i] ? 'not final' : '',
      ]),
      [1, 2, 3, 4, 5],
    ),
  ].join('\n')

export const candlesCommand = (program: Command, { env }: CliContext): void => {
  const candles = program.command('candles').description('what instruments did, interval by interval')

  candles
    .command('history')
    .description('bars between two exchange dates, both inclusive')
    .argument('<symbol>', 'such as INFY or "NIFTY 50"', parseSymbol)
    .requiredOption('--from <date>', 'first exchange date', parseDate)
    .requiredOption('--to <date>', 'last exchange date', parseDate)
    .addOption(new Option('--interval <interval>', 'length of a bar').choices(CandleInterval.options).default('day'))
    .option('--as-of <instant>', 'from what was known then', parseInstant)
    .option('--json [file]', 'answer as JSON')
    .action(async (symbol: string, { json, ...query }: HistoryOptions) => {
      const found = await connectToHome(env.home).candles.history({ symbol, ...query })
      answer(json, found, () => historyText(found))
    })

  candles
    .command('counts')
    .description('how often windows of candles were found in the cache')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json }: { json?: JsonOption }) => {
      const counts = await connectToHome(env.home).candles.historyCounts()
      const share = counts.hitRate === null ? 'nothing asked yet' : `${(100 * counts.hitRate).toFixed(1)} % found`
      answer(json, counts, () => `${counts.hits} hits, ${counts.misses} misses, ${counts.writes} writes: ${share}`)
    })
}
