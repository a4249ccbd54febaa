import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonScanner, NotJson } from './json-scanner.ts'

const blank = fc.constantFrom('', ' ', '\n', '\t ', '\r\n')
/** Texts of a list or object with blanks anywhere, and what they say. */
const texts = fc
  .tuple(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), blank, blank)
  .map(([value, before, after]) => ({ value, text: `${before}${JSON.stringify(value, null, after.length)}${after}` }))

const partsOf = (text: string) => {
  const scanner = new JsonScanner(text)
  return [...scanner.parts(scanner.whole())].map((part) => ({ ...part, written: text.slice(part.from, part.to) }))
}

test('the parts of a list or an object are found as they are written, whatever stands in them', () => {
  fc.assert(
    fc.property(texts, ({ value, text }) => {
      const parts = partsOf(text)
      const names = Array.isArray(value) ? parts.map(() => null) : Object.keys(value)
      expect(parts.map(({ name }) => name)).toEqual(names)
      expect(parts.map(({ written }) => JSON.parse(written))).toEqual(JSON.parse(JSON.stringify(Object.values(value))))
      const members = parts.filter(({ name }) => name !== null)
      expect(members.map(({ begins, to }) => Object.keys(JSON.parse(`{${text.slice(begins, to)}}`)))).toEqual(
        members.map(({ name }) => [name]),
      )
    }),
  )
})

test('what JSON.parse refuses is refused, but for NaN and infinities', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.constantFrom('', '"', ',', '}', ']', ':', '\u0001', 'x'), ({ text }, at, put) => {
      const place = at % (text.length + 1)
      const damaged = text.slice(0, place) + put + text.slice(place + 1)
      const refused = (read: () => unknown, as: typeof NotJson | typeof SyntaxError): boolean => {
        try {
          read()
          return false
        } catch (error) {
          return error instanceof as
        }
      }
      const scanned = refused(() => new JsonScanner(damaged).whole(), NotJson)
      expect(scanned).toBe(refused(() => JSON.parse(damaged), SyntaxError))
    }),
    { numRuns: 1_000 },
  )
  const scanner = new JsonScanner('{"a": [NaN, -Infinity, Infinity]}')
  expect(scanner.whole()).toMatchObject({ from: 0, to: 33 })
  expect(scanner.notFinite).toBe(true)
})

test('a million brackets within each other are no matter', () => {
  const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000)
  expect(partsOf(deep)).toHaveLength(1)
  expect(() => new JsonScanner(deep.slice(0, -1)).whole()).toThrow(NotJson)
})
