import { expect, test } from 'vitest'
import { z } from 'zod'
import { declaredProcedures } from '../access/declared.ts'
import { appRouter } from '../router.ts'
import { unboundedParts } from './bounds.ts'

const inputs = declaredProcedures(appRouter).flatMap(({ path, input }) => (input ? [[path, input] as const] : []))

test.each(inputs)('%s takes bounded texts, numbers, lists and records only', (_, input) => {
  expect(unboundedParts(input)).toEqual([])
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
