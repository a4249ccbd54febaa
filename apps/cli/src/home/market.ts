import { type Calendar, istDate } from '@fyntrix/calendar'
import type { Now } from '@fyntrix/domain/shared'
import { memberships, membersOn } from '@fyntrix/domain/universes'
import { type CandleProvider, createSimulatedMarket, dailyKnownAt, detectProvider } from '@fyntrix/market-data'
import type { Candles } from '@fyntrix/services/candles'
import { CommandFailure } from '../shared/failure.ts'

/** Where the candles of a home come from. Throws `invalid-input` for a folder whose layout is unknown. */
export const marketProvider = async ({
  marketData,
  calendar,
  seed,
  now,
}: {
  marketData: string | null
  calendar: Calendar
  seed: string
  now: Now
}): Promise<CandleProvider> =>
  marketData === null ? createSimulatedMarket({ calendar, seed, now }) : detectProvider(marketData, calendar)

/** The instant at which the last session of the stored candles was known as a whole: its daily candles' time. */
export const lastKnownSession = async (candles: Candles, calendar: Calendar): Promise<Date> => {
  const symbols = new Set(memberships.flatMap((membership) => membership.symbols))
  const known = await candles.lastKnownAt()
  if (known === null) throw new CommandFailure('the market data hold no candle that could be imported')
  const members = membersOn('nifty50', istDate(known.getTime())).symbols
  const session = (await candles.lastSession(members, known)) ?? (await candles.lastSession([...symbols], known))
  if (session === null) throw new CommandFailure('the market data hold no daily candles of any universe')
  const settled = dailyKnownAt(calendar, calendar.sessionOn(session) ?? calendar.lastSessionAt(known.getTime()))
  // nothing in a cache was known before it was fetched
  return new Date(candles.source === 'zerodha' ? Math.max(settled, known.getTime()) : settled)
}
