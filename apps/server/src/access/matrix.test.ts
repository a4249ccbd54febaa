import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { appRouter } from '../router.ts'
import { router, scoped } from '../trpc.ts'
import { declaredProcedures } from './declared.ts'
import { matrixOf, matrixTable } from './matrix.ts'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/features/access.md'), 'utf8')

test('the page of access says who may call what, as the router has it: print it by ./fyntrix access matrix --markdown', () => {
  const table = matrixTable(matrixOf(declaredProcedures(appRouter)))
  expect(page.slice(page.indexOf('| procedure |')).trim()).toBe(table)
})

test('what belongs to a user is declared so wherever writing needs only `write`', () => {
  const rows = matrixOf(declaredProcedures(appRouter))
  expect(rows.length).toBeGreaterThan(40)
  for (const { scope, owner } of rows) expect(scope === 'write' && owner === 'all').toBe(false)
})

test('a procedure that declares no scope is refused when the matrix is made', () => {
  const undeclared = scoped('read')
    .output(z.string())
    .query(() => 'x')
  const bare = { ...undeclared, _def: { ...undeclared._def, meta: undefined } }
  expect(() => declaredProcedures(router({ fine: undeclared }))).not.toThrow()
  const broken = { _def: { procedures: { 'a.b': Object.assign(() => undefined, bare) } } }
  expect(() => declaredProcedures(broken)).toThrow(/a\.b declares no scope/)
})
