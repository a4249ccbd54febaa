import { expect, test } from 'vitest'
import { Instant, SessionDate } from './time.ts'

test.each([
  '1899-12-31T23:59:59.999Z',
  '9999-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00.000Z',
])('no instant is outside of what dates of the exchange can name: %s', (text) => {
  expect(Instant.safeParse(text).success).toBe(false)
  expect(SessionDate.safeParse(text.slice(0, 10)).success).toBe(false)
})

test('instants are of 1900 to 9998', () => {
  expect(Instant.safeParse('1900-01-01T00:00:00Z').success).toBe(true)
  expect(Instant.safeParse('9998-12-31T23:59:59.999Z').success).toBe(true)
})
