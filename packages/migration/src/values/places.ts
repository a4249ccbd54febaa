/** What a legacy key is here. */
export type LegacyPlace =
  /** A value of the unified manager, under a hash of what it is of. */
  | { readonly kind: 'hashed'; readonly type: string; readonly hash: string }
  | { readonly kind: 'general'; readonly name: string; readonly as: 'value' | 'copy' }
  | { readonly kind: 'levels'; readonly symbol: string; readonly scope: string }
  /** Known, and not moved. */
  | { readonly kind: 'left'; readonly reason: string }
  /** Nothing is known of it. */
  | { readonly kind: 'unknown'; readonly reason: string }

const rebuilt = 'a view: rebuilt here from PostgreSQL (fyntrix cache rebuild)'

/** Keys that say by themselves what they are, and why they are not moved. */
const left: readonly (readonly [key: RegExp, reason: string])[] = [
  [/^top_picks:[^:]+:[^:]+$/, rebuilt],
  [/^top_picks:monitor:positions:last$/, rebuilt],
  [/^dashboard:overview:(?:intraday|performance:7d)$/, rebuilt],
  [/^portfolio:monitor:(?:positions|watchlist):last$/, rebuilt],
  [/^scalping:monitor:last$/, rebuilt],
  [/^lock:/, 'a lock: held by a process of the legacy system, which is not here'],
  [/^lru:/, 'an index of last use: this installation keeps its own'],
  [/^cache:(?:historical|enhanced)_metadata:[0-9a-f]{32}$/, 'says what lies beside it: read to tell that, not moved'],
]

const hashed = /^cache:([a-z_]+):([0-9a-f]{32})$/
const general = /^fyntrix:general:(.+?)(:persist)?$/s
const levels = /^sr:levels:(.+):([^:]+)$/s

/** What a key of a legacy Redis is, by the key alone. */
export const placeOfKey = (key: string): LegacyPlace => {
  const reason = left.find(([pattern]) => pattern.test(key))?.[1]
  if (reason !== undefined) return { kind: 'left', reason }
  const [, type = '', hash] = hashed.exec(key) ?? []
  if (hash !== undefined) return { kind: 'hashed', type, hash }
  const [, name, persist] = general.exec(key) ?? []
  if (name !== undefined) return { kind: 'general', name, as: persist === undefined ? 'value' : 'copy' }
  const [, symbol, scope] = levels.exec(key) ?? []
  if (symbol !== undefined && scope !== undefined) return { kind: 'levels', symbol, scope }
  return { kind: 'unknown', reason: 'no rule says what this key is: tell what it holds, or leave it' }
}
