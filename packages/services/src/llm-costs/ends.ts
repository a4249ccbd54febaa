import { nothingWasSent, statusOf } from './errors-of-clients.ts'
import type { CallEnd } from './meter.ts'
import type { StreamTold } from './stream-watch.ts'
import { type Told, toldNothing } from './told.ts'

// how much of a message the ledger keeps
const longestError = 500

const end = (
  status: CallEnd['status'],
  charge: CallEnd['charge'],
  { modelServed, tier, usage }: Told,
  error: string | null,
): CallEnd => ({
  status,
  charge: charge === 'by-usage' && usage === null ? 'unknown' : charge,
  modelServed,
  tier,
  usage: charge === 'by-usage' ? usage : null,
  error: error === null ? null : error.slice(0, longestError),
})

/** Why an answer did not come to its end: the caller left, or anything else, which is the provider's failure. */
export interface Break {
  readonly status: 'failed' | 'aborted'
  readonly error: string
}

/** The provider answered. */
export const answered = (told: Told): CallEnd => end('ok', 'by-usage', told, null)

/** It was never sent, or the provider did nothing, for certain. */
export const uncharged = ({ status, error }: Break): CallEnd => end(status, 'nothing', toldNothing, error)

/** The call came to no good end, and nobody knows what it cost. */
export const unknown = (told: Told, { status, error }: Break): CallEnd => end(status, 'unknown', told, error)

/** A failure of the provider. */
export const failure = (error: string): Break => ({ status: 'failed', error })

/** The caller did not wait for the end. */
export const left: Break = { status: 'aborted', error: 'the caller left' }

/** The time-out passed. */
export const timedOut: Break = failure('the time-out passed')

/** How a stream ended: with its usage as soon as it is complete, whatever came after; as unknown otherwise. `cut` says why it ended early, if it did. */
export const streamEnd = (told: StreamTold, cut: Break | null): CallEnd => {
  if (told.error !== null) {
    return told.complete ? end('failed', 'by-usage', told, told.error) : unknown(told, failure(told.error))
  }
  return told.complete ? answered(told) : unknown(told, cut ?? failure('the stream ended before the provider was done'))
}

// a proxy or a server that may have been at work already
const undecided = new Set([408, 499])

/** How an answer with a status other than 2xx ends a call: below 500 the provider did nothing, from there on nobody knows. */
export const statusEnd = (status: number): CallEnd =>
  status >= 400 && status < 500 && !undecided.has(status)
    ? uncharged(failure(`HTTP ${status}`))
    : unknown(toldNothing, failure(`HTTP ${status}: whether it is charged is not known`))

/** How an error in place of an answer ends a call; `cut` says what happened. */
export const errorEnd = (cause: unknown, cut: Break): CallEnd => {
  const status = statusOf(cause)
  if (status !== undefined && (status < 200 || status > 299)) return statusEnd(status)
  return nothingWasSent(cause) ? uncharged(cut) : unknown(toldNothing, cut)
}

/** Why nothing more came: the time-out, the caller, or the connection. */
export const breakOf = (timeOut: AbortSignal, caller: AbortSignal | undefined, cause: unknown): Break => {
  if (timeOut.aborted) return timedOut
  if (caller?.aborted) return left
  return failure(`the connection failed: ${cause instanceof Error ? cause.message : String(cause)}`)
}
