import { expect, test } from 'vitest'
import { blankBar, impossible, priceTolerance, readPrices } from './bar.ts'

const bar = (open: number, high: number, low: number, close: number) => ({ ...blankBar(), open, high, low, close })

test.each([
  ['flat', 100, 100, 100, 100],
  ['ordinary', 100, 103, 99, 102],
  ['rounded apart by float32', 100, 100 * (1 - 1e-7), 99, 100],
])('a bar that is %s is possible', (_, open, high, low, close) => {
  expect(impossible(bar(open, high, low, close))).toBeUndefined()
})

test.each([
  ['zero price', 0, 1, 0, 1],
  ['negative price', 1, 1, -1, 1],
  ['high below low', 100, 99, 101, 100],
  ['low above open', 100, 105, 101, 102],
  ['high below close', 100, 101, 99, 101 * (1 + 2 * priceTolerance)],
  ['one tick outside at ₹49,000', 49_000, 49_000, 48_990, 49_000.05],
])('a bar with a %s is impossible', (_, open, high, low, close) => {
  expect(impossible(bar(open, high, low, close))?.reason).toBe('impossible-price')
})

test('a fault names the cells that have it', () => {
  const read = (...cells: [string, string, string, string, string]) => readPrices(blankBar(), ...cells)
  expect(read('', '2', '1', ' ', '0')).toEqual({ reason: 'blank-price', detail: 'no open, close' })
  expect(read('1', 'two', '1', '2', '0')).toEqual({ reason: 'unreadable', detail: 'not a number: high' })
  expect(read('1', '2', '1', '2', '-5')?.reason).toBe('unreadable')
  expect(read('1e308', '1e308', '1e308', '1e308', '0')?.reason).toBe('impossible-price')
})
