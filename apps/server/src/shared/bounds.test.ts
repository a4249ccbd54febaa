import { expect, test } from 'vitest'
import { z } from 'zod'
import { declaredProcedures } from '../access/declared.ts'
import { appRouter } from '../router.ts'
import { unboundedParts } from './bounds.ts'

const inputs = declaredProcedures(appRouter).flatMap(({ path, input }) => (input ? [[path, input] as const] : []))

/** Parts that may be anything, each with what bounds them besides the length of a request. */
const bounded: Readonly<Record<string, string>> = {
  'memory.set input.value': 'a value has at most 64 levels and 32 KiB',
  'watchlists.addMany input.lines[]': 'a line that is none is answered as such, by itself',
}

test.each(inputs)('%s takes bounded texts, numbers, lists and records only', (path, input) => {
  const unbounded = unboundedParts(input).filter((part) => !(`${path} ${part.split(':')[0]}` in bounded))
  expect(unbounded).toEqual([])
})

test.each([
  ['a text', z.string(), 1],
  ['a text by a pattern without end', z.string().regex(/^[a-z]+$/), 1],
  ['a text by a pattern that does not cover it', z.string().regex(/[a-z]{1,3}/), 1],
  ['a text that may be null', z.string().nullable(), 1],
  ['a number', z.number().min(0), 1],
  ['a number that may be null', z.number().nullable(), 1],
  ['a list', z.array(z.boolean()), 1],
  ['a list of texts', z.array(z.string()).max(3), 1],
  ['a record', z.record(z.string().max(3), z.boolean()), 1],
  ['anything', z.unknown(), 1],
  ['what lies deeper', z.object({ a: z.object({ b: z.string().optional() }).nullable() }), 1],
  ['one of several', z.union([z.string(), z.string().max(3)]), 1],
  [
    'what is bounded',
    z.object({ a: z.string().max(3), b: z.int().min(0).max(3), c: z.uuid(), d: z.string().regex(/^[a-z+*]{1,3}$/) }),
    0,
  ],
])('is found where it is missing: %s', (_, schema, count) => {
  expect(unboundedParts(z.object({ field: schema }))).toHaveLength(count)
})
