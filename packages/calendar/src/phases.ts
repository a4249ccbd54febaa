import { closeIsFinal, type InstrumentHours, type Session } from './session.ts'

/**
 * What the cash market does with an instrument:
 * - `closed`: nothing, and the last close is final;
 * - `pre-open`: collects and matches the opening orders;
 * - `open`: trades continuously;
 * - `break`: pauses between two intervals of one session;
 * - `closing-auction`: collects and matches the closing orders;
 * - `close-pending`: has ended trading, but the official close may not be read yet.
 */
export type Phase = 'closed' | 'pre-open' | 'open' | 'break' | 'closing-auction' | 'close-pending'

/**
 * The phase of an instrument at an instant (epoch ms) of a session's own date. A name of which it is not known whether
 * it has derivatives is taken to be in the closing auction while there is one: then nobody relies on continuous trading,
 * and nobody reads a close too early.
 */
export function sessionPhase(session: Session, instant: number, instrument: InstrumentHours = {}): Phase {
  if (instant < session.preOpen.open || instant >= closeIsFinal(session, instrument)) return 'closed'
  if (instant < session.open) return 'pre-open'
  const auction = instrument.fno === false ? null : session.closingAuction
  if (auction && instant >= auction.open) return instant < auction.close ? 'closing-auction' : 'close-pending'
  if (instant >= session.close) return 'close-pending'
  return session.intervals.some(({ open, close }) => open <= instant && instant < close) ? 'open' : 'break'
}
