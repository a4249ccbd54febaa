/** The names between braces in a pattern: `'top_picks:{universe}:{mode}'` → `'universe' | 'mode'`. */
export type ParameterNames<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never

/** What may stand in a key. */
export type Scalar = string | number | bigint | boolean | Date

export type Parameters<Pattern extends string> = Readonly<Record<ParameterNames<Pattern>, Scalar>>

/** One family of keys, such as `top_picks:{universe}:{mode}`. */
export interface KeyFamily<Pattern extends string> {
  readonly pattern: Pattern
  /** The key of these parameters. Throws `RangeError` when a parameter is empty or the key would end in `:persist`. */
  of(parameters: Parameters<Pattern>): string
}

// what would end a parameter early, widen a pattern, or open a hash tag; % keeps the encoding reversible
const reserved = /[%:*?[\]\\{}\p{Cc}]/gu

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** A parameter as it stands in a key. Two different values never give the same text; space and `&` stay readable. */
export const escapeParameter = (value: string): string => value.replace(reserved, percent)

/**
 * The one text of a value in a key: a number in its shortest form, an instant in ISO-8601 UTC. Throws `RangeError` for what has none: NaN, an
 * infinity, an invalid date.
 */
export const canonicalText = (value: Scalar): string => {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} can not stand in a key`)
  return String(value)
}

export interface KeyOptions {
  /** The parameter at the end of the pattern keeps its colons, as in keys that others wrote: nothing follows that it could run into. */
  readonly openEnd?: boolean
}

/** The name of the parameter that keeps its colons; undefined without one. */
const openName = (pattern: string, { openEnd = false }: KeyOptions): string | undefined =>
  openEnd ? /\{(\w+)\}$/.exec(pattern)?.[1] : undefined

/** A parameter as it stands in a key of `pattern`. Throws `RangeError` when it is absent, empty or has no text. */
export const parameterText = (
  pattern: string,
  name: string,
  value: Scalar | undefined,
  options: KeyOptions = {},
): string => {
  const text = value === undefined ? '' : canonicalText(value)
  if (text === '') throw new RangeError(`${pattern}: ${name} is empty`)
  return name === openName(pattern, options) ? text.split(':').map(escapeParameter).join(':') : escapeParameter(text)
}

/** Puts values into the places of a pattern. Throws `RangeError` when one is absent, empty or has no text, or the key would end in `:persist`. */
export const composer = (
  pattern: string,
  options: KeyOptions = {},
): ((values: Readonly<Record<string, Scalar>>) => string) => {
  const [first = '', ...rest] = pattern.split(/\{(\w+)\}/)
  const parts = rest.flatMap((name, i) => (i % 2 === 0 ? [{ name, after: rest[i + 1] ?? '' }] : []))
  return (values) => {
    let key = first
    for (const { name, after } of parts) key += parameterText(pattern, name, values[name], options) + after
    if (key.endsWith(':persist')) throw new RangeError(`${pattern}: a key may not end in :persist`)
    return key
  }
}

/** Declares a family of keys. `prefix` goes before the pattern; it is not escaped. */
export const defineKey = <const Pattern extends string>(
  pattern: Pattern,
  prefix = '',
  options: KeyOptions = {},
): KeyFamily<Pattern> => {
  const compose = composer(pattern, options)
  return { pattern, of: (parameters) => prefix + compose(parameters) }
}

/**
 * A key beside another one, in the same cluster slot: `fx:{kind}:{<whole key>}`. Where the key has a hash tag of its own, that one decides, and the key
 * stands bare.
 */
export const sideKey = (kind: string, key: string): string =>
  key.includes('{') ? `fx:${kind}:${key}` : `fx:${kind}:{${key}}`

/** The key that holds the version of a plain key's value. */
export const versionKey = (key: string): string => sideKey('v', key)
