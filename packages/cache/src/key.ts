/** The names between braces in a pattern: `'top_picks:{universe}:{mode}'` → `'universe' | 'mode'`. */
export type ParameterNames<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never

export type Parameters<Pattern extends string> = Readonly<Record<ParameterNames<Pattern>, string>>

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

/** Declares a family of keys. `prefix` goes before the pattern; it is not escaped. */
export const defineKey = <const Pattern extends string>(pattern: Pattern, prefix = ''): KeyFamily<Pattern> => {
  const values = (parameters: Parameters<Pattern>): Readonly<Record<string, string>> => parameters
  return {
    pattern,
    of(parameters) {
      const given = values(parameters)
      const key = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = given[name]
        if (value === undefined || value === '') throw new RangeError(`${pattern}: ${name} is empty`)
        return escapeParameter(value)
      })
      if (key.endsWith(':persist')) throw new RangeError(`${pattern}: a key may not end in :persist`)
      return prefix + key
    },
  }
}

/** The key that holds the version of a plain key's value; in a cluster it lies in the same slot. */
export const versionKey = (key: string): string => `fx:v:{${key}}`
