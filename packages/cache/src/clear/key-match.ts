import { type KeyOptions, type Parameters, parameterText, type Scalar } from '../key.ts'

/** Which keys of a family are meant. */
export interface KeyMatch {
  /** Finds at least these keys by `SCAN … MATCH`, and their side keys with them. */
  readonly glob: string
  /** Whether a key is meant, exactly. */
  readonly includes: (key: string) => boolean
}

/** A text that `MATCH` takes literally. */
const globLiteral = (text: string): string => text.replace(/[*?[\]\\]/g, '\\$&')

const regexLiteral = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const parameter = /\{(\w+)\}/

/**
 * The keys of a pattern that have these parameters; those that are left out may be anything, such as every key of one symbol whatever its type. What is
 * given is taken literally: `[x]` or `a*` in it neither widens the choice nor misses its own key. The last parameter of a pattern may hold colons.
 * `prefix` is what `defineKey` was given. Throws `RangeError` for an empty parameter, and when nothing literal stands first: that would be every key.
 */
export const matchKeys = <const Pattern extends string>(
  pattern: Pattern,
  given: Partial<Parameters<Pattern>>,
  prefix = '',
  options: KeyOptions = {},
): KeyMatch => {
  const values: Readonly<Record<string, Scalar | undefined>> = given
  // split by a group: literal parts stand at even places, names at odd ones
  const [first = '', ...rest] = pattern.split(parameter)
  const parts = [prefix + first, ...rest]
  const last = parts.length - 2
  let glob = ''
  let regex = ''
  for (const [i, part] of parts.entries()) {
    const value = values[part]
    const given = value === undefined ? undefined : parameterText(pattern, part, value, options)
    const literal = i % 2 === 0 ? part : given
    glob += literal === undefined ? '*' : globLiteral(literal)
    regex += literal !== undefined ? regexLiteral(literal) : i === last && parts[i + 1] === '' ? '.+' : '[^:]+'
  }
  if (glob === '' || glob.startsWith('*'))
    throw new RangeError(`${pattern}: nothing literal stands first, which would be every key`)
  const exact = new RegExp(`^${regex}$`, 's')
  return {
    // side keys hold the key between `fx:…:{` and `}`
    glob: `*${glob}*`,
    includes: (key) => exact.test(key),
  }
}
