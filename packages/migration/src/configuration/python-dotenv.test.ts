import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { statementsOf } from './python-dotenv.ts'

const Golden = z.array(
  z.tuple([z.string(), z.array(z.tuple([z.string().nullable(), z.string().nullable(), z.boolean()]))]),
)
const golden = Golden.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'testing/statements.json'), 'utf8')))

test('a .env file is read as python-dotenv reads it', () => {
  expect(golden.length).toBeGreaterThan(300)
  const read = golden.map(([text]) => [
    text,
    statementsOf(text).map(({ variable, value, unreadable }) => [variable, value, unreadable]),
  ])
  expect(read).toEqual(golden)
})

test('nothing of a file is lost between its statements, whatever it holds', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('A=', 'export ', '"', "'", '\\', '#', '\n', '\r\n', ' ', '${B}', '\uFEFF'),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const file = pieces.join('')
      expect(
        statementsOf(file)
          .map(({ text }) => text)
          .join(''),
      ).toBe(file)
    }),
    { numRuns: 2_000 },
  )
})

test('a statement says in which line it begins', () => {
  const lines = statementsOf('A=1\r\n\r\n# note\nB="x\ny"\n=bad\nexport C=3').map(({ line, variable }) => [
    line,
    variable,
  ])
  expect(lines).toEqual([
    [1, 'A'],
    [3, null],
    [4, 'B'],
    [6, null],
    [7, 'C'],
  ])
})
