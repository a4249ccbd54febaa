import { describe, expect, test } from 'vitest'
import { checkBatchWidth, maxBatchWidth } from './batch-width.ts'

const batchOf = (width: number, comma: string): string => `/trpc/${Array(width).fill('a.b').join(comma)}?batch=1`

describe('the width of a batch', () => {
  test.each([',', '%2c', '%2C', '%252C', '%252c'])(
    'is counted by its commas, also when they are written %s',
    (comma) => {
      expect(() => checkBatchWidth(batchOf(maxBatchWidth, comma))).not.toThrow()
      expect(() => checkBatchWidth(batchOf(maxBatchWidth + 1, comma))).toThrow(/at most 20 calls/)
    },
  )

  test('does not depend on the query, and malformed escapes hide nothing', () => {
    expect(() => checkBatchWidth(`/trpc/a.b?input=${','.repeat(1_000)}`)).not.toThrow()
    expect(() => checkBatchWidth(`/trpc/%zz${','.repeat(1_000)}`)).toThrow(/at most 20 calls/)
  })
})

test('10,000 commas are refused in under five milliseconds', () => {
  const url = batchOf(10_000, ',')
  const times = Array.from({ length: 50 }, () => {
    const started = performance.now()
    expect(() => checkBatchWidth(url)).toThrow(/at most 20 calls/)
    return performance.now() - started
  })
  // the median: a busy machine stops any process for longer than this
  expect(times.toSorted((a, b) => a - b)[25]).toBeLessThan(5)
})
