export type Direction = 'ascending' | 'descending'

/** Which members to read: between two scores, both included, or by place, where 0 is the first in that direction. */
export type RangeQuery = { readonly direction: Direction; readonly limit: number } & (
  | { readonly by: 'score'; readonly min?: number; readonly max?: number }
  | { readonly by: 'rank'; readonly start?: number }
)

/** Throws `RangeError` unless `value` is a whole number from `least`. */
export const whole = (name: string, value: number, least: number): number => {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} ${value} is not a whole number from ${least}`)
  return value
}

/** A score as a bound of a range. Throws `RangeError` when it is no number. */
export const bound = (value: number): string => {
  if (Number.isNaN(value)) throw new RangeError('a score is a number')
  return value === Number.POSITIVE_INFINITY ? '+inf' : value === Number.NEGATIVE_INFINITY ? '-inf' : String(value)
}

/** The arguments of `ZRANGE` behind the key. Throws `RangeError` for a limit or start that is none. */
export const argumentsOf = (query: RangeQuery): (string | number)[] => {
  const limit = whole('limit', query.limit, 1)
  const descending = query.direction === 'descending'
  const reverse = descending ? ['REV'] : []
  if (query.by === 'rank') {
    const start = whole('start', query.start ?? 0, 0)
    return [start, start + limit - 1, ...reverse, 'WITHSCORES']
  }
  const low = bound(query.min ?? Number.NEGATIVE_INFINITY)
  const high = bound(query.max ?? Number.POSITIVE_INFINITY)
  // in reverse Redis wants the higher bound first
  return [...(descending ? [high, low] : [low, high]), 'BYSCORE', ...reverse, 'LIMIT', 0, limit, 'WITHSCORES']
}
