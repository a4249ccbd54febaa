/** Keeps what was made for a key. Keys come from outside, so beyond `limit` of them all are forgotten. */
export const remembering = <Value extends object>(limit: number): ((key: string, make: () => Value) => Value) => {
  const known = new Map<string, Value>()
  return (key, make) => {
    const kept = known.get(key)
    if (kept) return kept
    const made = make()
    if (known.size >= limit) known.clear()
    known.set(key, made)
    return made
  }
}
