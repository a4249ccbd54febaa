import { z } from 'zod'
import type { Cell } from './cell.ts'
import { readTime, toUtc } from './instants.ts'
import { type Notes, Rejected } from './notes.ts'
import { type Reader, text } from './readers.ts'

const Pick = z.looseObject({
  symbol: z.string().optional(),
  last_price: z.number().nullish(),
  price: z.number().nullish(),
  key_signals: z.array(z.looseObject({ description: z.string().optional() })).optional(),
})
const Payload = z.looseObject({ generated_at: z.string().optional(), picks: z.array(Pick) })
export type Payload = z.infer<typeof Payload>

/** The payload of a run; null where it cannot be read as one. */
export const readPayload = (written: string): Payload | null => {
  try {
    return Payload.safeParse(JSON.parse(written)).data ?? null
  } catch {
    return null
  }
}

/** A level further off than this many times the price, or its inverse, is of another stock, or of none. */
const farthest = 2
const level = /\b(?:neckline|resistance|support|target|breakout|level)[^\d-]{0,12}(\d+(?:\.\d+)?)/gi

/** Whether a signal of a pick names a level that its price cannot have. */
export const hasImpossibleLevel = ({ last_price, price, key_signals = [] }: z.infer<typeof Pick>): boolean => {
  const known = last_price ?? price
  if (known === undefined || known === null || known <= 0) return false
  return key_signals.some(({ description = '' }) =>
    [...description.matchAll(level)].some(([, digits]) => {
      const ratio = Number(digits) / known
      return ratio > farthest || ratio < 1 / farthest
    }),
  )
}

const payloadIn = (cell: Exclude<Cell, null>, notes: Notes, from: string): Payload | null =>
  readPayload(text(cell, notes, from))

/** The payload as it is written, with what its picks say against their numbers. */
export const payload: Reader = (cell, notes, from) => {
  const written = text(cell, notes, from)
  const found = readPayload(written)
  if (found === null) {
    notes.coerced('not readable, kept')
    notes.suspect('unreadable-payload')
  }
  if (found?.picks.some(hasImpossibleLevel)) notes.suspect('impossible-level')
  if (found?.picks.some(({ price }) => price === null || price === undefined)) notes.suspect('no-price')
  return written
}

/** When a run began: `generated_at` of its payload, which is Asia/Kolkata without saying so. */
export const startedAt: Reader = (cell, notes, from) => {
  const generatedAt = payloadIn(cell, notes, from)?.generated_at
  if (generatedAt === undefined) return null
  const time = readTime(generatedAt)
  if (time === null) throw new Rejected('text-for-time', `generated_at in ${from} is no time: ${generatedAt}`)
  const { micros, rule } = toUtc(time, 'ist')
  notes.coerced(rule)
  return micros
}

/** How many picks a payload holds. */
export const picksIn: Reader = (cell, notes, from) => {
  const picks = payloadIn(cell, notes, from)?.picks.length
  return picks === undefined ? null : BigInt(picks)
}
