import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LocalStore, type Stored } from './store.ts'

const entry = (key: string, bytes = 1): Stored => ({ key, bytes, visited: false, newer: undefined, older: undefined })

describe('the in-process store', () => {
  test('never holds more entries or bytes than its bounds, and answers what was put last', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      bytes: fc.integer({ min: 1, max: 12 }),
      act: fc.constantFrom('set', 'get', 'delete'),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const evicted = new Set<string>()
        const store = new LocalStore<Stored>({ entries: 5, bytes: 30 }, ({ key }) => evicted.add(key))
        const last = new Map<string, Stored>()
        for (const { key, bytes, act } of steps) {
          if (act === 'set') {
            const made = entry(key, bytes)
            last.set(key, made)
            store.set(made)
          } else if (act === 'delete') {
            last.delete(key)
            store.delete(key)
          }
          const found = store.get(key) ?? last.get(key)
          expect(found).toBe(last.get(key))
          const held = [...store.values()]
          expect(store.size).toBe(held.length)
          expect(store.bytes).toBe(held.reduce((sum, { bytes }) => sum + bytes, 0))
          expect(store.size <= 5 && store.bytes <= 30).toBe(true)
        }
      }),
    )
  })

  test('one long scan does not push out what is read often', () => {
    const store = new LocalStore<Stored>({ entries: 10, bytes: 1_000 }, () => undefined)
    for (let i = 0; i < 5; i += 1) store.set(entry(`hot${i}`))
    for (let i = 0; i < 1_000; i += 1) {
      for (let j = 0; j < 5; j += 1) store.get(`hot${j}`)
      store.set(entry(`scanned${i}`))
    }
    expect(Array.from({ length: 5 }, (_, j) => store.peek(`hot${j}`)).every((hot) => hot !== undefined)).toBe(true)
  })

  test('does not keep what is larger than all of it', () => {
    const store = new LocalStore<Stored>({ entries: 10, bytes: 10 }, () => undefined)
    store.set(entry('a', 4))
    store.set(entry('b', 11))
    expect([...store.values()].map(({ key }) => key)).toEqual(['a'])
  })
})
