import { readFileSync } from 'node:fs'
import type { FileKind } from '../inspection.ts'
import { reasonTooLarge } from './too-large.ts'

const largestJson = 256 * 1024 * 1024

/** JSON as Python writes it, with its NaN and infinities told from what is no JSON at all. */
const jsonReason = (text: string): string | null => {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return /\b(?:NaN|-?Infinity)\b/.test(text)
      ? `no JSON: it holds NaN or Infinity, as Python writes them (${why})`
      : `no JSON: ${why}`
  }
}

const textReason = (bytes: Uint8Array, check: (text: string) => string | null): string | null => {
  try {
    return check(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return 'its text is no UTF-8'
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
  const content = readFileSync(path)
  if (kind === 'json lines') return textReason(content, linesReason)
  return textReason(content, kind === 'pick file' ? pickFileReason : jsonReason)
}
