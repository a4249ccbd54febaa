import { JsonScanner } from './json-scanner.ts'

/** What is asked of a value of JSON. */
export interface JsonFacts {
  readonly isObject: boolean
  /** Its members by name, if it is an object; those that only Python writes are missing. */
  readonly members: ReadonlyMap<string, unknown>
  /** Whether a NaN or an infinity stands in it, as Python writes them. */
  readonly notFinite: boolean
}

const factsOf = (isObject: boolean, members: ReadonlyMap<string, unknown>, notFinite: boolean): JsonFacts => ({
  isObject,
  members,
  notFinite,
})

/** undefined for no JSON, as `JSON.parse` has it. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const scanned = (text: string): JsonFacts => {
  const scanner = new JsonScanner(text)
  const whole = scanner.whole()
  const members = new Map<string, unknown>()
  const isObject = text[whole.from] === '{'
  if (isObject)
    for (const { name, from, to } of scanner.parts(whole)) members.set(name ?? '', parsed(text.slice(from, to)))
  return factsOf(isObject, members, scanner.notFinite)
}

/** Looks at a value of JSON; of members with one name the last counts, as with Python. Throws `NotJson`. */
export const readFacts = (text: string): JsonFacts => {
  const value = parsed(text)
  if (value === undefined) return scanned(text)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return factsOf(isObject, new Map<string, unknown>(isObject ? Object.entries(value) : []), false)
}
