import type { History, Rule, Violation } from '../history.ts'
import {
  type ChangeSpan,
  changesOf,
  concerns,
  isOlder,
  mayBeFallback,
  ofType,
  precedes,
  type ReadSpan,
  readsOf,
  sourcesOf,
} from './relations.ts'

/** Reads of a value that is older than a change which the reader must know. */
const readsDespite = (
  history: History,
  point: number,
  text: string,
  mustKnow: (read: ReadSpan, change: ChangeSpan) => boolean,
): readonly Violation[] => {
  const sources = sourcesOf(history)
  const changes = changesOf(history).filter(({ deed }) => deed.ok)
  return readsOf(history).flatMap((read) => {
    const { value, key } = read.deed
    const source = value === undefined ? undefined : sources.get(value)
    if (!source) return []
    const change = changes.find((each) => concerns(each, key) && mustKnow(read, each) && isOlder(source, each))
    return change ? [{ point, message: `${read.process} reads ${value}, ${text}`, spans: [source, change, read] }] : []
  })
}

/** A read gives nothing that a change of the same process, answered before, made old. */
export const ownWrites: Rule = (history) => [
  ...readsDespite(
    history,
    1,
    'which its own change made old',
    (read, change) =>
      change.process === read.process &&
      precedes(change, read) &&
      // a tag concerns values that the process can not look at while Redis is away
      !(change.deed.type === 'invalidate' && mayBeFallback(history, read)),
  ),
  ...lostWrites(history),
]

/** A read finds what its own process set, where nothing may have removed it. */
const lostWrites = (history: History): readonly Violation[] => {
  if (history.bound !== undefined) return []
  const changes = changesOf(history)
  return readsOf(history).flatMap((read) => {
    const { key, via, ok, value } = read.deed
    if (via !== 'get' || !ok || value !== undefined || mayBeFallback(history, read)) return []
    const mine = changes.findLast(
      (each) =>
        each.deed.type === 'set' &&
        each.deed.ok &&
        each.deed.key === key &&
        each.process === read.process &&
        precedes(each, read),
    )
    const removed = changes.some(
      (each) => each.deed.type !== 'set' && concerns(each, key) && mine && !(each.deed.ok && precedes(each, mine)),
    )
    if (!mine || removed) return []
    return [{ point: 1, message: `${read.process} does not find what it set`, spans: [mine, read] }]
  })
}

/** After `settle`, a read gives nothing that a change of anybody, answered before `settle` was called, made old. */
export const settledWrites: Rule = (history) => {
  const settles = ofType(history, 'settle').filter(({ deed }) => deed.ok)
  const knows = (read: ReadSpan, change: ChangeSpan) =>
    settles.some((settle) => settle.process === read.process && precedes(change, settle) && precedes(settle, read))
  return readsDespite(
    history,
    2,
    'which was old before it settled',
    (read, change) => knows(read, change) && !mayBeFallback(history, read),
  )
}

/** A load that a change overtook does not get into Redis: no reader ever sees its value with a version. */
export const spoiltLoads: Rule = (history) => {
  const sources = sourcesOf(history)
  // a tag spoils the value, not its storing: reads after it are looked at by the rules above
  const changes = changesOf(history).filter(({ deed }) => deed.ok && deed.type !== 'invalidate')
  return readsOf(history).flatMap((read) => {
    const source = read.deed.value === undefined ? undefined : sources.get(read.deed.value)
    if (source?.deed.type !== 'load' || !read.deed.version) return []
    const change = changes.find(
      (each) => concerns(each, read.deed.key) && source.begin < each.begin && each.end < source.end,
    )
    if (!change) return []
    return [
      {
        point: 4,
        message: `${read.deed.value} was stored although it was changed meanwhile`,
        spans: [source, change, read],
      },
    ]
  })
}
