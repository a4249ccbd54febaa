import type { UsageExtractor } from '@pydantic/genai-prices'
import { atPath } from './at-path.ts'

/** What an answer tells, by the names of the price data. */
export type Counts = Readonly<Record<string, number>>

/** An answer read as one of its provider's APIs. */
export interface Reading {
  readonly extractor: UsageExtractor
  /** Fields of the API that are there. */
  readonly fields: number
  /** Null where one of them is no count. */
  readonly counts: Counts | null
}

/** Above it a count is taken for a mistake: no call has a thousand million tokens. */
const mostInACall = 1_000_000_000

const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= mostInACall

/** Reads an answer as one of an API; null where a field is missing that the API always has, or all of them are. Fields with one meaning are added up. */
export const readCounts = (body: unknown, extractor: UsageExtractor): Reading | null => {
  const usage = atPath(body, extractor.root)
  const counts: Record<string, number> = {}
  let [fields, believable] = [0, true]
  for (const { path, dest, required } of extractor.mappings) {
    const value = atPath(usage, path) ?? null
    if (value === null && required) return null
    if (value === null) continue
    fields += 1
    if (isCount(value)) counts[dest] = (counts[dest] ?? 0) + value
    else believable = false
  }
  return fields === 0 ? null : { extractor, fields, counts: believable ? counts : null }
}
