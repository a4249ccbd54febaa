import { readFileSync } from 'node:fs'
import type { FileKind } from '../inspection.ts'
import { reasonTooLarge } from './too-large.ts'

const largestJson = 256 * 1024 * 1024

/** What the parser says where it meets a NaN, an Infinity, or one with a minus. */
const metPython = /^(?:Unexpected token '[NI]'|No number after minus sign)/

/** What is wrong with JSON, or null; Python's NaN and infinities are told from what is no JSON at all. */
const jsonReason = (text: string): string | null => {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return metPython.test(why) ? `no JSON: it holds NaN or Infinity, as Python writes them (${why})` : `no JSON: ${why}`
  }
}

const textOf = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const pickFileReason = (text: string): string | null => {
  const reason = jsonReason(text)
  if (reason !== null) return reason
  const value: unknown = JSON.parse(text)
  const isPayload = typeof value === 'object' && value !== null && ('items' in value || 'picks' in value)
  return isPayload ? null : 'no picks: neither items nor picks stand in it'
}

const linesReason = (text: string): string | null => {
  const broken = text.split('\n').flatMap((line, i) => (line.trim() !== '' && jsonReason(line) !== null ? [i + 1] : []))
  return broken.length === 0 ? null : `${broken.length} lines are no JSON, the first is line ${broken[0]}`
}

/** What is wrong with a file of a kind, or null; nothing of what it holds is kept or run. */
export const lookAtFile = (path: string, kind: FileKind, bytes: number): string | null => {
  if (kind === 'model') return 'a model of joblib holds code of Python: it is not read; export what is wanted of it'
  if (!['json', 'json lines', 'pick file', 'candle metadata'].includes(kind)) return null
  if (bytes > largestJson) return reasonTooLarge(bytes)
  const text = textOf(readFileSync(path))
  if (text === null) return 'its text is no UTF-8'
  if (kind === 'json lines') return linesReason(text)
  return kind === 'pick file' ? pickFileReason(text) : jsonReason(text)
}
