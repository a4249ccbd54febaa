import { DomainError, type SessionDate } from '../shared/index.ts'
import type { Membership, Universe } from './universes.schema.ts'

const words = (list: string): string[] => list.trim().split(/\s+/)

const nifty50Legacy = words(`
  RELIANCE TCS HDFCBANK INFY ICICIBANK HINDUNILVR ITC SBIN BHARTIARTL KOTAKBANK LT AXISBANK
  ASIANPAINT MARUTI SUNPHARMA TITAN ULTRACEMCO NESTLEIND BAJFINANCE WIPRO ONGC NTPC POWERGRID COALINDIA
  TATAMOTORS TECHM HCLTECH INDUSINDBK DRREDDY CIPLA EICHERMOT TATASTEEL ADANIPORTS JSWSTEEL HINDALCO BRITANNIA
  HEROMOTOCO GRASIM SHREECEM TATACONSUM APOLLOHOSP DIVISLAB BAJAJFINSV BAJAJ-AUTO SBILIFE HDFCLIFE UPL BPCL
  M&M ADANIENT
`)

const nifty50DailyFiles = words(`
  ADANIENT ADANIPORTS APOLLOHOSP ASIANPAINT AXISBANK BAJAJ-AUTO BAJAJFINSV BAJFINANCE BEL BHARTIARTL CIPLA COALINDIA
  DRREDDY EICHERMOT ETERNAL GRASIM HCLTECH HDFCBANK HDFCLIFE HINDALCO HINDUNILVR ICICIBANK INDIGO INFY
  ITC JIOFIN JSWSTEEL KOTAKBANK LT M&M MARUTI MAXHEALTH NESTLEIND NTPC ONGC POWERGRID
  RELIANCE SBILIFE SBIN SHRIRAMFIN SUNPHARMA TATACONSUM TATASTEEL TCS TECHM TITAN TMPV TRENT
  ULTRACEMCO WIPRO
`)

const bankniftyLegacy = words(`
  HDFCBANK ICICIBANK AXISBANK KOTAKBANK SBIN INDUSINDBK BANKBARODA PNB FEDERALBNK IDFCFIRSTB AUBANK BANDHANBNK
`)

const legacySource = 'index list of the legacy installation, undated; taken to hold from the start of the calendar'

/** Every dated list, oldest first within a universe. */
export const memberships: readonly Membership[] = [
  { universe: 'nifty50', from: '2016-07-11', to: '2025-09-29', source: legacySource, symbols: nifty50Legacy },
  {
    universe: 'nifty50',
    from: '2025-09-30',
    to: null,
    source: 'the stocks of the nse-daily files',
    symbols: nifty50DailyFiles,
  },
  { universe: 'banknifty', from: '2016-07-11', to: null, source: legacySource, symbols: bankniftyLegacy },
]

/** What every run has to say about lists that are not point-in-time. */
export const survivorship =
  'membership lists are not point-in-time: stocks that left an index before its list was written are missing, so past results look better than they were'

/**
 * The members of a universe on a session date: the newest of `lists` that begins on it or before, just as it was before later lists were known. Throws `refused` before the
 * first dated list: a guess would be a made-up universe.
 */
export const membersOn = (
  universe: Universe,
  date: SessionDate,
  lists: readonly Membership[] = memberships,
): Membership => {
  const dated = lists.filter((list) => list.universe === universe).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const found = dated.findLast(({ from }) => from <= date)
  if (found) return found
  throw new DomainError(
    'refused',
    `${universe} has no member list for ${date}: the first one starts on ${dated[0]?.from ?? 'no date'}`,
  )
}
