import type { SQLOutputValue } from 'node:sqlite'
import { readTime, type TimeConvention, toUtc } from '../../rules/instants.ts'
import type { AnswerValue } from './question.ts'

type Cell = SQLOutputValue | undefined

/** What a cell must have become by the rules that are stated; `undefined` cells are of columns that a table lacks. */

/** Text as it is; a number is its digits. */
export const words = (cell: Cell): string | null =>
  cell === null || cell === undefined || cell instanceof Uint8Array ? null : String(cell)

/** A name in small letters. */
export const smallWords = (cell: Cell): string | null => words(cell)?.toLowerCase() ?? null

/** A number; null for what is not finite. */
export const amount = (cell: Cell): number | null => {
  if (cell === null || cell === undefined || cell instanceof Uint8Array || cell === '') return null
  const value = Number(cell)
  return Number.isFinite(value) ? value : null
}

/** A whole number that JSON has. */
export const count = (cell: Cell): number | null => {
  const value = amount(cell)
  return Number.isSafeInteger(value) ? value : null
}

export const yesOrNo = (cell: Cell): boolean | null => {
  const value = amount(cell)
  return value === null ? null : value !== 0
}

/** Microseconds since 1970 UTC of a written time. */
export const microsOf = (cell: Cell, convention: TimeConvention): number | null => {
  const time = typeof cell === 'string' ? readTime(cell.trim()) : null
  return time === null ? null : toUtc(time, convention).micros
}

/** Microseconds since 1970 as ISO 8601 with all six digits. */
export const isoOf = (micros: number): string => {
  const ms = Math.floor(micros / 1_000)
  return new Date(ms).toISOString().replace('Z', `${String(micros - ms * 1_000).padStart(3, '0')}Z`)
}

/** An instant, moved by the convention of its column. */
export const instantOf = (cell: Cell, convention: TimeConvention): string | null => {
  const micros = microsOf(cell, convention)
  return micros === null ? null : isoOf(micros)
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined

/** When a run began, and how many picks it holds, by its payload; nulls where that cannot be read. */
export const ofPayload = (cell: Cell): { readonly startedAt: string | null; readonly picks: number | null } => {
  try {
    const payload: unknown = JSON.parse(words(cell) ?? '')
    const [begun, picks] = [memberOf(payload, 'generated_at'), memberOf(payload, 'picks')]
    return {
      startedAt: typeof begun === 'string' ? instantOf(begun, 'ist') : null,
      picks: Array.isArray(picks) ? picks.length : null,
    }
  } catch {
    return { startedAt: null, picks: null }
  }
}

/** What differs between two values, where it does. */
export const isSame = (legacy: AnswerValue | undefined, here: AnswerValue | undefined): boolean =>
  Object.is(legacy ?? null, here ?? null) || (legacy === 0 && here === 0)
