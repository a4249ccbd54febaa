import type { Rule, Violation } from '../history.ts'
import { ofType, readsOf } from './relations.ts'

/** Where invalidations do not arrive, nothing is served from the process as current. */
export const gaps: Rule = (history) =>
  readsOf(history).flatMap((read) => {
    const { via, value, level, state, coherent } = read.deed
    const believed = via === 'peek' ? value !== undefined : level === 'process' && state !== 'fallback'
    if (coherent || !believed) return []
    return [{ point: 3, message: `${read.process} believes what it holds while it hears nothing`, spans: [read] }]
  })

// a machine that is busy with other things may be late
const grace = 20_000

/** No caller waits longer than the hard limit, and failures are those that callers are told of. */
export const failures: Rule = (history) => {
  const reads = readsOf(history).flatMap((read): readonly Violation[] => {
    const { error } = read.deed
    if (read.endedAt - read.beganAt > history.hard + grace && Number.isFinite(read.endedAt))
      return [{ point: 7, message: `${read.process} waited too long`, spans: [read] }]
    if (error === undefined || error === 'LoadFailedError') return []
    return [{ point: 7, message: `${read.process} fails with ${error}`, spans: [read] }]
  })
  const writes = ofType(history, 'set', 'delete', 'invalidate', 'settle').flatMap((write) => {
    const { error } = write.deed
    if (error === undefined || error === 'RedisAwayError') return []
    return [{ point: 8, message: `${write.process} fails with ${error}`, spans: [write] }]
  })
  return [...reads, ...writes]
}

/** A bounded family never holds more than its bound, and nothing without its place in the index. */
export const bounds: Rule = (history) =>
  ofType(history, 'census').flatMap((census) => {
    const { values, indexed } = census.deed
    const most = history.bound ?? Number.POSITIVE_INFINITY
    if (values <= most && indexed <= most && values <= indexed) return []
    return [{ point: 9, message: `Redis holds ${values} values, ${indexed} in the index`, spans: [census] }]
  })
