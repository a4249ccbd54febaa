import type { ExtractPath } from '@pydantic/genai-prices'
import { matches } from './matching.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What lies at a path; a step that is a rule means the first element of a list that fits it. Undefined where nothing is there. */
export const atPath = (body: unknown, path: ExtractPath): unknown => {
  let value = body
  for (const step of typeof path === 'string' ? [path] : path) {
    if (typeof step === 'string') value = isObject(value) ? value[step] : undefined
    else {
      const { field, match } = step
      value = Array.isArray(value)
        ? value.find((one) => isObject(one) && typeof one[field] === 'string' && matches(match, one[field]))
        : undefined
    }
  }
  return value
}

/** The text at a path; null where none is there. */
export const textAt = (body: unknown, path: ExtractPath): string | null => {
  const value = atPath(body, path)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
