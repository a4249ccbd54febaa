import { atIst, istDate } from '@fyntrix/calendar'
import type { SessionDate } from '@fyntrix/domain/shared'

/** Start of a session's daily candle in epoch milliseconds UTC: midnight in Asia/Kolkata, the contract of CandleColumns. */
export const sessionStart = (session: SessionDate): number => atIst(session, '00:00')

/** The exchange date in which an instant (epoch milliseconds UTC) falls. */
export const sessionOf = (ts: number): SessionDate => istDate(ts)
