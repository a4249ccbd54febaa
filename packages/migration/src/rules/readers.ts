import type { ImportedValue } from '@fyntrix/db/imported'
import { Symbol } from '@fyntrix/domain/shared'
import { BadText, type Cell, classOf } from './cell.ts'
import { readTime, type TimeConvention, toUtc } from './instants.ts'
import { type Notes, Rejected } from './notes.ts'

/** Reads a cell that is not null; throws `Rejected` where it cannot be what its column means. `from` is the legacy column. */
export type Reader = (cell: Exclude<Cell, null>, notes: Notes, from: string) => ImportedValue

const phrases = {
  text: 'text',
  number: 'a number',
  'whole-number': 'a whole number',
  flag: 'yes or no',
  time: 'a time',
  date: 'a date',
}

const unexpected = (cell: Cell, wanted: keyof typeof phrases, from: string): Rejected =>
  cell instanceof BadText
    ? new Rejected('not-utf8', `${from} holds text that is no UTF-8`)
    : new Rejected(
        `${classOf(cell)}-for-${wanted}`,
        `${from} holds ${classOf(cell)} where ${phrases[wanted]} is expected`,
      )

/** Text as it is. A number becomes its digits. */
export const text = (cell: Exclude<Cell, null>, notes: Notes, from: string): string => {
  if (typeof cell === 'string') {
    if (cell.includes('\0')) throw new Rejected('zero-in-text', `${from} holds U+0000, which PostgreSQL's text cannot`)
    return cell
  }
  if (typeof cell !== 'number' && typeof cell !== 'bigint') throw unexpected(cell, 'text', from)
  notes.coerced('number to text')
  notes.kept.add(from)
  return String(cell)
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const infinities: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
}

const numberIn = (cell: string, from: string): number => {
  const trimmed = cell.trim()
  const value = infinities[trimmed.toLowerCase()] ?? (decimal.test(trimmed) ? Number(trimmed) : undefined)
  if (value === undefined) throw unexpected(cell, 'number', from)
  return value
}

/** A number. Text that is one is read; what is not finite is kept and makes the row suspect. */
export const number: Reader = (cell, notes, from) => {
  let value: number
  if (typeof cell === 'number') value = cell
  else if (typeof cell === 'bigint') {
    value = Number(cell)
    if (BigInt(value) !== cell) throw new Rejected('inexact', `${from} holds ${cell}, which no double is`)
    notes.coerced('integer to real')
  } else if (typeof cell === 'string') {
    value = numberIn(cell, from)
    notes.coerced('text to real')
    notes.kept.add(from)
  } else throw unexpected(cell, 'number', from)
  if (!Number.isFinite(value)) {
    notes.coerced('not finite, kept')
    notes.suspect('not-finite')
  }
  return value
}

const wholeText = /^[+-]?\d{1,18}$/

/** A whole number. */
export const integer = (cell: Exclude<Cell, null>, notes: Notes, from: string): bigint => {
  if (typeof cell === 'bigint') return cell
  if (typeof cell === 'number' && Number.isSafeInteger(cell)) {
    notes.coerced('real to integer')
    return BigInt(cell)
  }
  if (typeof cell === 'string' && wholeText.test(cell.trim())) {
    notes.coerced('text to integer')
    notes.kept.add(from)
    return BigInt(cell.trim())
  }
  throw unexpected(cell, 'whole-number', from)
}

/** 0 or 1. */
export const flag: Reader = (cell, notes, from) => {
  const value = typeof cell === 'string' || typeof cell === 'number' ? integer(cell, notes, from) : cell
  if (value !== 0n && value !== 1n) throw unexpected(cell, 'flag', from)
  notes.coerced('integer to flag')
  return value === 1n
}

/** Bytes of a name, which is to be found by an index. */
const longestName = 250

const cased = {
  small: (word: string) => word,
  capitals: (word: string) => word.toUpperCase(),
  title: (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1),
}

/** A name in small letters, which the legacy system wrote in `casing`; the original is kept where it was written otherwise. */
export const name =
  (casing: keyof typeof cased): Reader =>
  (cell, notes, from) => {
    const written = text(cell, notes, from)
    if (Buffer.byteLength(written) > longestName)
      throw new Rejected('name-too-long', `${from} holds a name of more than ${longestName} bytes`)
    const small = written.toLowerCase()
    if (written !== small) notes.coerced('to small letters')
    if (written !== cased[casing](small)) notes.kept.add(from)
    return small
  }

const seen = new Map<string, boolean>()
const mostSeen = 20_000

/** A symbol, as the exchange writes it. */
export const symbol: Reader = (cell, notes, from) => {
  const written = text(cell, notes, from)
  let known = seen.get(written)
  if (known === undefined) {
    known = Symbol.safeParse(written).success
    if (seen.size < mostSeen) seen.set(written, known)
  }
  if (!known) throw new Rejected('no-symbol', `${from} holds ${JSON.stringify(written)}, which is no symbol`)
  return written
}

const isJson = (written: string): boolean => {
  try {
    JSON.parse(written)
    return true
  } catch {
    return false
  }
}

/** Answers again what it answered to the same text the time before: rows of one run repeat each other. */
const repeating = <T>(answer: (written: string) => T): ((written: string) => T) => {
  let last: { readonly written: string; readonly answer: T } | undefined
  return (written) => {
    if (last?.written !== written) last = { written, answer: answer(written) }
    return last.answer
  }
}

/** JSON, as it is written. What cannot be read as JSON is kept and makes the row suspect. */
export const json = (): Reader => {
  const sound = repeating(isJson)
  return (cell, notes, from) => {
    const written = text(cell, notes, from)
    if (!sound(written)) {
      notes.coerced('no JSON, kept')
      notes.suspect('unreadable-json')
    }
    return written
  }
}

/** An instant, told by the convention of its column. */
export const instant = (convention: TimeConvention): Reader => {
  const told = repeating((written) => {
    const time = readTime(written.trim())
    return time === null ? null : { ...toUtc(time, convention), cut: time.cut }
  })
  return (cell, notes, from) => {
    const time = typeof cell === 'string' ? told(cell) : null
    if (time === null) throw unexpected(cell, 'time', from)
    notes.coerced(time.rule)
    if (time.cut) notes.coerced('digits beyond the microsecond dropped')
    return time.micros
  }
}

const day = /^\d{4}-\d\d-\d\d$/

/** A date of the exchange. */
export const date: Reader = (cell, _notes, from) => {
  if (typeof cell !== 'string' || !day.test(cell) || readTime(`${cell}T00:00`) === null)
    throw unexpected(cell, 'date', from)
  return cell
}
