import { z } from 'zod'
import type { Simulated } from './simulate.ts'

const stretch = z.object({
  seed: z.int(),
  /** Exchange date that it begins on. */
  date: z.iso.date(),
  days: z.int(),
})

/** Days to live through, one after the other. */
export type Stretch = Readonly<z.output<typeof stretch>>

/** What one thread is to live through. */
export const shareOfThread = z.object({
  /** Empty databases: so many worlds it lives through at once. */
  urls: z.array(z.string()),
  stretches: z.array(stretch),
  fenced: z.boolean(),
  longOneIn: z.int(),
  /** Milliseconds after which no further stretch is begun; null for no end. */
  withinMs: z.number().nullable(),
})
export type ShareOfThread = z.output<typeof shareOfThread>

const count = z.int().nonnegative()

/** What a thread tells of each stretch that it has lived through. */
export const livedThrough: z.ZodType<Simulated> = z.object({
  seed: z.int(),
  days: z.int(),
  kills: count,
  jumps: count,
  outages: count,
  stalls: count,
  attempts: count,
  refused: count,
  nominal: count,
  byState: z.record(z.string(), count),
  broken: z.array(z.string()),
})
