import { z } from 'zod'

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** How many lists and objects may lie within each other in a value from outside. */
export const jsonDepth = 64

/** level by level, since what checks it otherwise calls itself: a few thousand brackets would end the stack */
const isShallow = (value: unknown): boolean => {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= jsonDepth; depth++) {
    level = level.flatMap((each): unknown[] => (typeof each === 'object' && each !== null ? Object.values(each) : []))
    if (level.length === 0) return true
  }
  return false
}

/** A value of JSON from outside, at most `jsonDepth` deep. */
export const JsonValue = z
  .unknown()
  .refine(isShallow, { message: `JSON may be ${jsonDepth} levels deep at most`, abort: true })
  .pipe(z.json())
