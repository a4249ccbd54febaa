import type { History, Rule, Span } from '../history.ts'
import { changesOf, concerns, during, type LoadSpan, mayBeAway, ofType, readsOf } from './relations.ts'

type Moment = Pick<Span, 'begin' | 'beganAt'>

/** Where the claim behind a load is at the earliest: it is not in the history, but not before the first read that could have led to it. */
const earliestClaim = (history: History, load: LoadSpan): Moment =>
  readsOf(history).find(({ process, deed }) => process === load.process && deed.key === load.deed.key) ?? load

/** Where the first of two claims is at the earliest: whoever claimed first may call its loader last. */
const earliestOf = (history: History, one: LoadSpan, other: LoadSpan): Moment => {
  const [a, b] = [earliestClaim(history, one), earliestClaim(history, other)]
  return a.begin < b.begin ? a : b
}

/** Whether something between the claims and the begin of the second load takes a lease away, or may have: a change, or Redis away. */
const undone = (history: History, first: LoadSpan, second: LoadSpan): boolean => {
  const { begin } = earliestOf(history, first, second)
  return (
    changesOf(history).some((each) => concerns(each, first.deed.key) && during(each, begin, second.begin)) ||
    [first, second].some(({ process }) => mayBeAway(history, process, begin, second.begin))
  )
}

const pairsOf = (history: History): readonly (readonly [LoadSpan, LoadSpan])[] => {
  const loads = ofType(history, 'load')
  return loads.flatMap((first) =>
    loads.flatMap((second): readonly (readonly [LoadSpan, LoadSpan])[] =>
      first.deed.key === second.deed.key && first.begin < second.begin ? [[first, second]] : [],
    ),
  )
}

/** Nobody loads a key while another load of it has the lease; a dead holder has it until it ends. */
export const oneLoader: Rule = (history) => {
  // eviction takes a value together with its lease
  if (history.bound !== undefined) return []
  return pairsOf(history).flatMap(([first, second]) => {
    const together =
      second.begin < first.end && second.beganAt - earliestOf(history, first, second).beganAt < history.lease
    if (!together || undone(history, first, second)) return []
    return [{ point: 6, message: 'two load under one lease', spans: [first, second] }]
  })
}

/** Nobody tries again within half the pause after a failure. */
export const pauses: Rule = (history) => {
  if (history.bound !== undefined) return []
  return pairsOf(history).flatMap(([first, second]) => {
    const failed = !first.deed.ok && first.end < second.begin
    const early = second.beganAt - first.endedAt < history.pause / 2
    if (!failed || !early || undone(history, first, second)) return []
    return [{ point: 7, message: 'loading is tried again before the pause is over', spans: [first, second] }]
  })
}
