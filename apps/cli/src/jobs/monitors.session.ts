import { atIst, istDate, nse } from '@fyntrix/calendar'
import { defaultUserId } from '@fyntrix/db/access'
import { emptyCandles } from '@fyntrix/domain/candles'
import type { SessionDate } from '@fyntrix/domain/shared'
import { Universe } from '@fyntrix/domain/universes'
import { type CandleProvider, detectProvider, knownAtEnd } from '@fyntrix/market-data'
import type { Services } from '@fyntrix/services'
import {
  type MonitorsReport,
  portfolioMonitor,
  positionsMonitor,
  type ReplayedMonitor,
  replayMonitors,
  scalpingMonitor,
} from '@fyntrix/services/jobs'
import { silentLog } from '@fyntrix/services/shared'
import type { CliContext } from '../context.ts'
import { openOwn, startOwnServices } from '../shared/own-services.ts'
import { gauge, type Progress } from '../shared/progress.ts'
import { candleFolder } from './candle-folder.ts'
import { holdFixture } from './fixture-portfolio.ts'

/** The members of a universe on the date, and those of them that have 5-minute candles of that session. */
export interface SessionUniverse {
  readonly universe: Universe
  readonly members: number
  readonly watched: readonly string[]
}

/** A replayed session: where its candles come from, whom it could watch, and what its monitors showed. */
export interface SessionReport extends MonitorsReport {
  readonly marketData: string
  readonly assumption: string
  readonly universes: readonly SessionUniverse[]
  /** Symbols with 5-minute candles of the session that are members of no universe: nothing picks them. */
  readonly outside: readonly string[]
  /** Stocks of the invented portfolio that the portfolio monitor looks at. */
  readonly heldStocks: number
}

export interface SessionRequest {
  readonly date: SessionDate
  /** A folder of candles, or one that holds it as `cache`. */
  readonly marketData: string
}

/** The monitors that a replay runs, in this order. */
const monitorsOf = ({ scalping, positions, portfolio }: Services): ReplayedMonitor[] => [
  scalpingMonitor(scalping),
  positionsMonitor(positions),
  portfolioMonitor(portfolio, defaultUserId),
]

/** the provider, and every symbol of which it delivered 5-minute candles */
const noting = (provider: CandleProvider, symbols: Set<string>): CandleProvider => ({
  ...provider,
  async *read(options) {
    for await (const item of provider.read(options)) {
      if (item.kind === 'batch' && item.batch.interval === '5minute') symbols.add(item.batch.symbol)
      yield item
    }
  },
})

const ofSession = async ({ candles }: Services, symbols: readonly string[], date: SessionDate): Promise<string[]> => {
  const series = await candles.many(symbols, '5minute', new Date(atIst(date, '23:59')), 1)
  return symbols.filter((symbol) => {
    const { ts } = series.get(symbol) ?? emptyCandles()
    return istDate(ts.at(-1) ?? 0) === date
  })
}

/**
 * Replays a session on servers of its own, which go afterwards: its intraday and scalping runs, and every monitor each five minutes. The candles count as
 * known when each bar ended, since the cache was filled later.
 */
export const replaySession = async (
  context: CliContext,
  { date, marketData }: SessionRequest,
  progress: Progress,
): Promise<SessionReport> => {
  const provider = knownAtEnd(await detectProvider(candleFolder(marketData), nse), nse)
  await using own = await progress.step('PostgreSQL and Redis of its own', () => startOwnServices(context.env))
  await using opened = await openOwn(own, context, {
    name: 'fyntrix-monitors',
    source: provider.source,
    asOf: new Date(atIst(date, '00:00')),
  })
  const { services, calendar } = opened
  const symbols = new Set<string>()
  await progress.step('import', () => services.candles.import(noting(provider, symbols)))

  const traded = await ofSession(services, [...symbols].toSorted(), date)
  const universes = Universe.options.map((universe) => {
    const members = services.universes.members(universe, new Date(atIst(date, '12:00'))).symbols
    return { universe, members: members.length, watched: traded.filter((symbol) => members.includes(symbol)) }
  })
  const heldStocks = await holdFixture(
    services,
    traded.filter((symbol) => !symbol.startsWith('NIFTY')),
    new Date(atIst(date, '09:00')),
  )
  const report = await progress.step(`session of ${date}`, (update) =>
    replayMonitors(
      { topPicks: services.topPicks, calendar, log: silentLog },
      { date, universes: Universe.options, modes: ['intraday', 'scalping'], monitors: monitorsOf(services) },
      { onLook: (asOf, done, total) => update(`${gauge(done, total)} ${asOf.slice(11, 16)}Z`) },
    ),
  )
  await services.relay.drain()
  const watched = new Set(universes.flatMap((one) => one.watched))
  return {
    ...report,
    marketData: provider.describe(),
    assumption: 'each bar counts as known when it ended, in its newest copy: the cache was filled later',
    universes,
    outside: traded.filter((symbol) => !watched.has(symbol)),
    heldStocks,
  }
}
