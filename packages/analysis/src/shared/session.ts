import type { SessionDate } from '@fyntrix/domain/shared'

// a daily candle starts at midnight in Asia/Kolkata of its session (the contract of CandleColumns); that zone is UTC+05:30 all year
const offsetMs = 330 * 60_000

/** Start of a session's daily candle, in epoch milliseconds UTC. */
export const sessionStart = (session: SessionDate): number => Date.parse(`${session}T00:00:00Z`) - offsetMs

/** The exchange date in which an instant (epoch milliseconds UTC) falls. */
export const sessionOf = (ts: number): SessionDate => new Date(ts + offsetMs).toISOString().slice(0, 10)
