import { z } from 'zod'

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** How many lists and objects may lie within each other in a value from outside. */
export const jsonDepth = 64

const isLeaf = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)

const isBranch = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)

/** level by level: what calls itself for each would end the stack at a few thousand brackets */
const isJson = (value: unknown): boolean => {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= jsonDepth; depth++) {
    const branches = level.filter(isBranch)
    if (!level.every((each) => isLeaf(each) || isBranch(each))) return false
    if (branches.length === 0) return true
    level = branches.flatMap((branch): unknown[] => Object.values(branch))
  }
  return false
}

/** A value of JSON from outside, at most `jsonDepth` deep. It stays the very value that came: nothing of it is copied or dropped. */
export const JsonValue = z.custom<z.infer<ReturnType<typeof z.json>>>(isJson, {
  message: `JSON is expected, at most ${jsonDepth} levels deep`,
})
export type JsonValue = z.infer<typeof JsonValue>
