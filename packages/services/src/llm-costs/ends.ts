import { nothingWasSent, statusOf } from './errors-of-clients.ts'
import type { CallEnd } from './meter.ts'
import type { StreamTold } from './stream-watch.ts'
import { type Told, toldNothing } from './told.ts'

// how much of a message the ledger keeps
const longestError = 500

const end = (
  status: CallEnd['status'],
  { modelServed, tier, usage }: Told,
  error: string | null,
  charge: CallEnd['charge'] = usage === null ? 'unknown' : 'by-usage',
): CallEnd => ({
  status,
  charge,
  modelServed,
  tier,
  usage,
  error: error === null ? null : error.slice(0, longestError),
})

/** The provider answered. Where it told no usage, the worst case counts. */
export const answered = (told: Told): CallEnd => end('ok', told, null)

/** The provider did nothing, for certain: nothing counts. */
export const refused = (error: string): CallEnd => end('failed', toldNothing, error, 'nothing')

/** The call came to no good end, and nobody knows what it cost: the worst case counts. */
export const unknown = (told: Told, error: string): CallEnd => end('aborted', { ...told, usage: null }, error)

/**
 * How a stream ended: with its usage as soon as it is complete, whatever came after; as unknown otherwise. `error` says why it ended before the provider
 * was done; null where it was not cut short.
 */
export const streamEnd = (told: StreamTold, error: string | null): CallEnd => {
  if (told.error !== null) {
    return told.complete && told.usage !== null ? end('failed', told, told.error) : unknown(told, told.error)
  }
  return told.complete ? answered(told) : unknown(told, error ?? 'the stream ended before the provider was done')
}

// a proxy or a server that may have been at work already
const undecided = new Set([408, 499])

/** How an answer with a status other than 2xx ends a call: below 500 the provider did nothing, from there on nobody knows. */
export const statusEnd = (status: number): CallEnd =>
  status >= 400 && status < 500 && !undecided.has(status)
    ? refused(`HTTP ${status}`)
    : unknown(toldNothing, `HTTP ${status}: whether it is charged is not known`)

/** How an error in place of an answer ends a call; `error` says what happened. */
export const failureEnd = (cause: unknown, error: string): CallEnd => {
  const status = statusOf(cause)
  if (status !== undefined && (status < 200 || status > 299)) return statusEnd(status)
  return nothingWasSent(cause) ? refused(error) : unknown(toldNothing, error)
}

/** Why nothing more came: the time-out, the caller, or the connection. */
export const interruption = (timeOut: AbortSignal, caller: AbortSignal | undefined, cause: unknown): string => {
  if (timeOut.aborted) return 'the time-out passed'
  if (caller?.aborted) return 'the caller left'
  return `the connection failed: ${cause instanceof Error ? cause.message : String(cause)}`
}
