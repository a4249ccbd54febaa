import type { Mode } from '@fyntrix/domain/top-picks'

/** What was known of the market and the stock at a signal, by the names of whoever sorted it into buckets; null for not known. */
export interface Buckets {
  readonly regime: string | null
  readonly vol: string | null
  readonly risk: string | null
  /** Segment of the session, and quarter of the day's range: only intraday looks at them. */
  readonly session: string | null
  readonly value: string | null
}

const part = (bucket: string | null): string => {
  if (bucket === null) return '-'
  if (bucket === '' || bucket === '-' || bucket.includes('|'))
    throw new RangeError(`a bucket has a name without |, and - is kept for what is not known; this one is '${bucket}'`)
  return bucket
}

/**
 * The key under which like situations are put together: `mode|regime|vol|risk`, for intraday also `|session|value`, with `-` for what is not known.
 * Exits and entries share it. Throws RangeError for a bucket that would make two keys one.
 */
export const contextOf = (mode: Mode, { regime, vol, risk, session, value }: Buckets): string =>
  [mode, ...[regime, vol, risk, ...(mode === 'intraday' ? [session, value] : [])].map(part)].join('|')
