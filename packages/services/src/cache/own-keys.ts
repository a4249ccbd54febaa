import { type KeyMatch, matchKeys } from '@fyntrix/cache'

/** What stands before the first parameter. */
const headOf = (pattern: string): string => pattern.replace(/\{.*/, '')

/**
 * The keys of a pattern that have these parameters, without those of patterns that say more: `rec:{id}` does not mean `rec:unevaluated`, nor
 * `rec:run:{run_id}`. Throws as `matchKeys`.
 */
export const ownKeys = (
  pattern: string,
  parameters: Readonly<Record<string, string>>,
  {
    prefix,
    patterns,
    openEnd = false,
  }: { readonly prefix: string; readonly patterns: readonly string[]; readonly openEnd?: boolean },
): KeyMatch => {
  const { glob, includes } = matchKeys<string>(pattern, parameters, prefix, { openEnd })
  const head = headOf(pattern)
  const narrower = patterns
    .filter((other) => headOf(other).length > head.length && headOf(other).startsWith(head))
    .map((other) => matchKeys<string>(other, {}, prefix))
  return { glob, includes: (key) => includes(key) && !narrower.some((other) => other.includes(key)) }
}
