import { parseEnv } from 'node:util'
import { parse } from 'dotenv'
import type { Values } from './addresses.ts'
import type { Statement } from './python-dotenv.ts'

const defined = (values: Readonly<Record<string, string | undefined>>): Values =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** What the legacy system read in a file: the last of several wins, a name without a value sets nothing. */
export const legacyReading = (statements: readonly Statement[]): Values =>
  Object.fromEntries(
    statements.flatMap(({ variable, value }) => (variable === null || value === null ? [] : [[variable, value]])),
  )

/** What those read in it that may start Fyntrix with it: `node --env-file`, and the package dotenv. */
export const ourReadings = (text: string): readonly Values[] => [defined(parseEnv(text)), defined(parse(text))]

/** Whether two readings of a file hold the same. */
export const sameValues = (one: Values, other: Values): boolean => {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}
