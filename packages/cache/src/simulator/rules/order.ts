import type { Rule } from '../history.ts'
import { precedes, readsOf, sourcesOf } from './relations.ts'

/** Every value was brought by somebody, for this key, before its read ended; and loading always brings one. */
export const realValues: Rule = (history) => {
  const sources = sourcesOf(history)
  return readsOf(history).flatMap((read) => {
    const { value, key, ok, via } = read.deed
    if (value === undefined) {
      const loads = via === 'getOrLoad' || via === 'read'
      return ok && loads ? [{ point: 5, message: `${read.process} loads nothing`, spans: [read] }] : []
    }
    const source = sources.get(value)
    if (source?.deed.key === key && source.begin < read.end) return []
    return [{ point: 5, message: `nobody wrote ${value}`, spans: source ? [source, read] : [read] }]
  })
}

/** Versions of a key grow with each write, and no process goes back to an older one. */
export const growingVersions: Rule = (history) => {
  const reads = readsOf(history)
  const versions = new Map(
    reads.flatMap(({ deed: { value, version } }) => (value && version ? [[value, version]] : [])),
  )
  const versioned = reads.flatMap((read) => {
    const version = read.deed.value === undefined ? undefined : versions.get(read.deed.value)
    // a value that Redis does not have is shown to those who waited for it
    return version === undefined || read.deed.version === 0 ? [] : [{ read, version }]
  })
  const back = versioned.flatMap(({ read, version }) => {
    const before = versioned.find(
      (earlier) =>
        earlier.read.process === read.process &&
        earlier.read.deed.key === read.deed.key &&
        precedes(earlier.read, read) &&
        earlier.version > version,
    )
    if (!before) return []
    return [{ point: 5, message: `${read.process} goes back to an older version`, spans: [before.read, read] }]
  })
  const sources = [...sourcesOf(history).values()].filter(({ deed }) => deed.ok && deed.type === 'set')
  const shrunk = sources.flatMap((one) => {
    const next = sources.find(
      (other) =>
        other.deed.key === one.deed.key &&
        precedes(one, other) &&
        (versions.get(other.deed.value) ?? Number.POSITIVE_INFINITY) <= (versions.get(one.deed.value) ?? 0),
    )
    return next ? [{ point: 5, message: 'a later write has no later version', spans: [one, next] }] : []
  })
  return [...back, ...shrunk]
}
