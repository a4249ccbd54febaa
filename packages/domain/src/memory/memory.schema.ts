import { z } from 'zod'
import { Instant, JsonValue } from '../shared/index.ts'

/** What somebody may keep in memory. */
export const memoryLimits = {
  /** Most bytes of one value, as JSON in UTF-8. */
  valueBytes: 32 * 1024,
  /** Most keys of one user. */
  keys: 500,
  /** Most characters of a key. */
  keyLength: 256,
  defaultSeconds: 3_600,
  longestSeconds: 7 * 86_400,
} as const

/** What kind of thing is remembered, such as `session` or `working`. */
export const ContextType = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'a context type is 1–64 letters, digits, _, . or -')
export type ContextType = z.infer<typeof ContextType>

/** What comes before the first colon of a key, such as the id of a session. */
export const MemoryNamespace = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'a namespace is 1–64 letters, digits, _, . or -')
export type MemoryNamespace = z.infer<typeof MemoryNamespace>

const MemoryKeyText = z
  .string()
  .min(1)
  .max(memoryLimits.keyLength)
  .refine((key) => key.isWellFormed(), { message: 'the key holds half a character' })
  .refine((key) => key !== 'persist' && !key.endsWith(':persist'), { message: 'a key may not end in :persist' })

/** Where something is remembered. Everything before the first colon of the key is its namespace. */
export const MemoryPlace = z.strictObject({ contextType: ContextType, key: MemoryKeyText })
export type MemoryPlace = z.infer<typeof MemoryPlace>

/** What to remember, and for how many seconds. */
export const MemoryWrite = MemoryPlace.extend({
  value: JsonValue,
  ttlSeconds: z.int().min(1).max(memoryLimits.longestSeconds).default(memoryLimits.defaultSeconds),
})
export type MemoryWrite = z.infer<typeof MemoryWrite>

/** What is remembered, without its value. */
export const MemoryEntry = MemoryPlace.extend({ expiresAt: Instant })
export type MemoryEntry = z.infer<typeof MemoryEntry>

/** What was found. What was forgotten is the same as what never was; `expiresAt` is null also where another program wrote it to stay. */
export const MemoryReading = MemoryPlace.extend({
  found: z.boolean(),
  value: JsonValue,
  expiresAt: Instant.nullable(),
})
export type MemoryReading = z.infer<typeof MemoryReading>

/** What to list: one context type or all, and of that one namespace or all. */
export const MemoryQuery = z
  .strictObject({ contextType: ContextType.optional(), namespace: MemoryNamespace.optional() })
  .refine(({ contextType, namespace }) => namespace === undefined || contextType !== undefined, {
    message: 'a namespace needs a context type',
  })
export type MemoryQuery = z.infer<typeof MemoryQuery>

/** What to forget: a context type, or one namespace of it. */
export const MemoryClear = z.strictObject({ contextType: ContextType, namespace: MemoryNamespace.optional() })
export type MemoryClear = z.infer<typeof MemoryClear>

/** How much was forgotten. */
export const MemoryCleared = z.object({ removed: z.int() })
export type MemoryCleared = z.infer<typeof MemoryCleared>
