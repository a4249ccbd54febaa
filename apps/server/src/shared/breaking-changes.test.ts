import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { DeclaredProcedure } from '../access/declared.ts'
import { declaredProcedures } from '../access/declared.ts'
import { appRouter } from '../router.ts'
import { breakingChanges } from './breaking-changes.ts'
import { openApiOf, proceduresOf } from './openapi.ts'

const procedure = (changes: Partial<DeclaredProcedure> = {}): DeclaredProcedure => ({
  path: 'things.list',
  type: 'query',
  meta: { scope: 'read', cost: 1, owner: 'all' },
  input: z.object({
    name: z.string().max(10),
    kind: z.enum(['a', 'b']).optional(),
    limit: z.int().min(1).max(50).default(5),
  }),
  output: z.object({
    id: z.uuid(),
    note: z.string().nullable(),
    rows: z.array(z.object({ n: z.number() })),
    kind: z.enum(['a', 'b']),
  }),
  ...changes,
})
// through the document, as the check compares what was committed
const read = (...procedures: DeclaredProcedure[]) => proceduresOf(JSON.parse(JSON.stringify(openApiOf(procedures))))
const before = read(procedure())
const changesBy = (changes: Partial<DeclaredProcedure>) => breakingChanges(before, read(procedure(changes)))
const input = procedure().input as z.ZodObject
const output = procedure().output as z.ZodObject

describe('clients break', () => {
  test.each<[string, Partial<DeclaredProcedure>, string]>([
    ['by another kind', { type: 'mutation' }, 'is a mutation'],
    ['by another scope', { meta: { scope: 'run', cost: 1, owner: 'all' } }, 'needs the scope run'],
    ['by a new required input', { input: input.extend({ more: z.string().max(1) }) }, 'input.more: is required now'],
    ['by an input that became required', { input: input.required({ kind: true }) }, 'input.kind: is required now'],
    ['by an input that is not taken any more', { input: input.omit({ kind: true }) }, 'input.kind: was removed'],
    [
      'by an input of another type',
      { input: input.extend({ name: z.int().min(0).max(9) }) },
      'input.name: string against integer',
    ],
    ['by a shorter text', { input: input.extend({ name: z.string().max(9) }) }, 'input.name: maxLength is 9 now'],
    [
      'by a smaller number',
      { input: input.extend({ limit: z.int().min(1).max(49).default(5) }) },
      'input.limit: maximum is 49',
    ],
    [
      'by a value that is refused',
      { input: input.extend({ kind: z.enum(['a']).optional() }) },
      'input.kind: "b" is not one',
    ],
    ['by an output that is gone', { output: output.omit({ note: true }) }, 'output.note: is not always there'],
    ['by an output that may be absent', { output: output.partial({ id: true }) }, 'output.id: is not always there'],
    ['by an output of another type', { output: output.extend({ id: z.int() }) }, 'output.id: integer against string'],
    [
      'by an output that may be null',
      { output: output.extend({ id: z.uuid().nullable() }) },
      'output.id: null against string',
    ],
    [
      'by what lies deeper',
      { output: output.extend({ rows: z.array(z.object({ m: z.number() })) }) },
      'output.rows[].n: is not',
    ],
  ])('%s', (_, changes, told) => {
    expect(changesBy(changes)).toContainEqual(expect.stringContaining(told))
  })

  test('by a procedure that is gone', () => {
    expect(breakingChanges(before, read(procedure({ path: 'things.all' })))).toEqual(['things.list: was removed'])
  })
})

describe('clients go on', () => {
  test.each<[string, Partial<DeclaredProcedure>]>([
    ['with what did not change', {}],
    ['with another price', { meta: { scope: 'read', cost: 9, owner: 'own' } }],
    ['with a new optional input', { input: input.extend({ more: z.string().max(1).optional() }) }],
    [
      'with wider inputs',
      { input: input.extend({ name: z.string().max(11).nullable(), kind: z.enum(['a', 'b', 'c']).optional() }) },
    ],
    ['with an input that became optional', { input: input.partial() }],
    ['with no input at all', { input: input.partial().extend({ kind: z.enum(['a', 'b']).optional() }) }],
    ['with a new output', { output: output.extend({ more: z.string() }) }],
    ['with an output that is never null now', { output: output.extend({ note: z.string() }) }],
    ['with one more value of an output', { output: output.extend({ kind: z.enum(['a', 'b', 'c']) }) }],
  ])('%s', (_, changes) => {
    expect(changesBy(changes)).toEqual([])
  })

  test('with a procedure more', () => {
    expect(breakingChanges(before, read(procedure(), procedure({ path: 'things.more' })))).toEqual([])
  })
})

describe('the committed document', () => {
  const committed: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'))

  test('is what the router gives: node apps/server/scripts/print-openapi.ts', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(openApiOf(declaredProcedures(appRouter)))))
  })

  test('breaks nobody when compared with itself, and tells every procedure', () => {
    const procedures = proceduresOf(committed)
    expect([...procedures.keys()]).toEqual(declaredProcedures(appRouter).map(({ path }) => path))
    expect(breakingChanges(procedures, procedures)).toEqual([])
  })
})
