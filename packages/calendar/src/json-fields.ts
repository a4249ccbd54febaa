import { InvalidDateError } from './errors.ts'
import { dayNumber } from './ist.ts'

/** Records that the value at `place` is unusable and why; returns undefined, so that a reader can return it at once. */
export type Report = (place: string, problem: string) => undefined

/** The fields of a JSON object. Reports anything else, and every field that is not among `known`: it would be ignored. */
export function readObject(
  value: unknown,
  place: string,
  known: readonly string[],
  report: Report,
): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return report(place, 'is not an object')
  const fields = new Map<string, unknown>(Object.entries(value))
  for (const name of fields.keys()) {
    if (!known.includes(name)) report(place, `has an unknown field ${JSON.stringify(name)}`)
  }
  return fields
}

/** The elements of a JSON array, each through `read`; elements that `read` refused are left out. */
export function readArray<T>(
  value: unknown,
  place: string,
  read: (element: unknown, place: string) => T | undefined,
  report: Report,
): T[] {
  if (!Array.isArray(value)) {
    report(place, 'is not an array')
    return []
  }
  return value
    .map((element: unknown, position) => read(element, `${place}[${position}]`))
    .filter((element) => element !== undefined)
}

/** A text that is not blank. */
export function readText(value: unknown, place: string, report: Report): string | undefined {
  if (typeof value === 'string' && value.trim() !== '') return value
  return report(place, 'is not a text with content')
}

/** A real date `YYYY-MM-DD`. */
export function readDate(value: unknown, place: string, report: Report): string | undefined {
  if (typeof value !== 'string') return report(place, 'is not a date YYYY-MM-DD')
  try {
    dayNumber(value)
    return value
  } catch (error) {
    if (!(error instanceof InvalidDateError)) throw error
    return report(place, error.message)
  }
}
