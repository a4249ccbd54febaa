import { atIst, type Calendar, istDate } from '@fyntrix/calendar'
import { memberships, membersOn } from '@fyntrix/domain/universes'
import { type CandleProvider, createSimulatedProvider, detectProvider } from '@fyntrix/market-data'
import type { Candles } from '@fyntrix/services/candles'
import { CommandFailure } from '../shared/failure.ts'

/** Where the candles of a home come from. */
export const marketProvider = ({
  marketData,
  calendar,
  seed,
  now,
}: {
  marketData: string | null
  calendar: Calendar
  seed: string
  now: Date
}): CandleProvider =>
  marketData === null ? createSimulatedProvider({ calendar, seed, until: now }) : detectProvider(marketData, calendar)

/** Daily candles are known from this time on. */
const dailyKnownAt = '16:00'

/** The instant at which the last session of the stored candles was known as a whole: 16:00 in Asia/Kolkata of that session. */
export const lastKnownSession = async (candles: Candles, calendar: Calendar): Promise<Date> => {
  const symbols = new Set(memberships.flatMap((membership) => membership.symbols))
  const known = await candles.lastKnownAt()
  if (known === null) throw new CommandFailure('the market data hold no candle that could be imported')
  const members = membersOn('nifty50', istDate(known.getTime())).symbols
  const session = (await candles.lastSession(members, known)) ?? (await candles.lastSession([...symbols], known))
  if (session === null) throw new CommandFailure('the market data hold no daily candles of any universe')
  return new Date(Math.max(atIst(session, dailyKnownAt), candles.source === 'zerodha' ? known.getTime() : 0))
}
