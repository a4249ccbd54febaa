/** The fewest prefixes that cover the same keys: the server refuses overlapping ones. */
export const withoutOverlap = (prefixes: Iterable<string>): string[] => {
  const sorted = [...new Set(prefixes)].sort()
  return sorted.filter((prefix, i) => !sorted.slice(0, i).some((other) => prefix.startsWith(other)))
}
