import type { Deed, History, Read, Span } from '../history.ts'

type DeedOf<Type extends Deed['type']> = Extract<Deed, { readonly type: Type }>
export type ReadSpan = Span<Read>
export type LoadSpan = Span<DeedOf<'load'>>
/** What makes values older: a set also brings a value. */
export type ChangeSpan = Span<DeedOf<'set' | 'delete' | 'invalidate' | 'flush'>>
/** Where a value comes from. */
export type SourceSpan = Span<DeedOf<'set' | 'load'>>

/** The spans of these types. */
export const ofType = <const Type extends Deed['type']>(
  { spans }: History,
  ...types: readonly Type[]
): readonly Span<DeedOf<Type>>[] =>
  spans.filter((span): span is Span<DeedOf<Type>> => types.some((type) => type === span.deed.type))

export const readsOf = (history: History): readonly ReadSpan[] => ofType(history, 'read')
export const changesOf = (history: History): readonly ChangeSpan[] =>
  ofType(history, 'set', 'delete', 'invalidate', 'flush')

export const concerns = ({ deed }: ChangeSpan, key: string): boolean =>
  'keys' in deed ? deed.keys.includes(key) : deed.key === key

/** Whether one was over before the other began. */
export const precedes = (one: Span, other: Span): boolean => one.end < other.begin

/** Whether a span may have been going on at some moment between two places. */
export const during = ({ begin, end, deed }: Span, from: number, to: number): boolean => {
  // what failed may happen later
  const over = 'ok' in deed && !deed.ok ? Number.POSITIVE_INFINITY : end
  return begin <= to && over >= from
}

/** By value, where it came from: nobody brings a value twice. */
export const sourcesOf = (history: History): ReadonlyMap<number, SourceSpan> =>
  new Map(ofType(history, 'set', 'load').map((span) => [span.deed.value, span]))

/**
 * Whether a value was there, or was being loaded, before a change took place: a load is as old as its begin. A write without an answer may
 * take place at any time.
 */
export const isOlder = (source: SourceSpan, change: ChangeSpan): boolean => {
  if (source === change) return false
  return source.deed.type === 'load' ? source.begin < change.begin : source.deed.ok && precedes(source, change)
}

/** Whether Redis may have been away for a process at some moment between two places: cut off, or, on a busy machine, not answering in time. */
export const mayBeAway = (history: History, process: string, from: number, to: number): boolean =>
  ofType(history, 'cut', 'read').some(
    ({ process: who, begin, end, deed }) =>
      who === process && begin <= to && end >= from && (deed.type === 'cut' ? deed.connection === 'data' : deed.away),
  )

/** Whether a read may be of what the process had while it could not ask: it says so, or it has no label and Redis was away. */
export const mayBeFallback = (history: History, read: ReadSpan): boolean =>
  read.deed.state === undefined
    ? mayBeAway(history, read.process, read.begin, read.end)
    : read.deed.state === 'fallback'
