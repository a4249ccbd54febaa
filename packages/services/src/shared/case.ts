/** A field whose keys are data, such as agent names: they keep their spelling. */
const dataKeyed = new Set(['weights', 'metadata', 'scores', 'reasons'])

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rename = (value: unknown, spell: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((item) => rename(item, spell))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [spell(name), dataKeyed.has(name) ? item : rename(item, spell)]),
  )
}

/** JSON with its field names in snake_case, all the way down. */
export const toSnakeCase = (value: unknown): unknown =>
  rename(value, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))

/** JSON with its field names in camelCase, all the way down. */
export const toCamelCase = (value: unknown): unknown =>
  rename(value, (name) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))
