import { readFileSync } from 'node:fs'
import { defaultPickleLimits, type PythonValue, type Refusal, readEnvelope, readPickle } from '../pickle/index.ts'
import { reasonTooLarge } from './too-large.ts'

/** What a pickle holds, in words, or why it is not read. */
export type LookedAtPickle =
  | { readonly tier: 'A' | 'B'; readonly holds: string; readonly reason?: undefined }
  | { readonly reason: string }

const kindOfValue = (value: PythonValue): string => {
  if (value === null) return 'nothing'
  return typeof value === 'object' ? value.kind : typeof value
}

const inWords = (content: Exclude<ReturnType<typeof readEnvelope>, Refusal>): string => {
  if (content.kind === 'frame') return `frame of ${content.rows} rows and ${content.columns.length} columns`
  return content.kind === 'array' ? `array of ${content.shape.join(' x ')}` : kindOfValue(content.value)
}

/** Looks at a pickle without running any of it. */
export const lookAtPickle = (path: string, bytes: number): LookedAtPickle => {
  if (bytes > defaultPickleLimits.bytes) return { reason: reasonTooLarge(bytes) }
  const read = readPickle(readFileSync(path))
  if (read.kind === 'refused') return { reason: read.reason }
  const content = readEnvelope(read.value)
  if (content.kind === 'refused') return { reason: content.reason }
  return { tier: read.tier, holds: inWords(content) }
}
