import { expect, test } from 'vitest'
import { Breaker } from './breaker.ts'

const failing = (times: number, now = 0): Breaker => {
  const breaker = new Breaker({ threshold: 3, pause: 250 })
  for (let i = 0; i < times; i += 1) breaker.failed(now)
  return breaker
}

test('calls go until so many have failed in a row', () => {
  expect(failing(2).admits(0)).toBe(true)
  expect(failing(2).open).toBe(false)
  expect(failing(3).admits(0)).toBe(false)
  expect(failing(3).open).toBe(true)
})

test('a success in between begins the count anew', () => {
  const breaker = failing(2)
  breaker.succeeded()
  breaker.failed(0)
  breaker.failed(0)
  expect(breaker.open).toBe(false)
})

test('after each pause one call may try, and only one', () => {
  const breaker = failing(3, 1_000)
  expect(breaker.admits(1_249)).toBe(false)
  expect(breaker.admits(1_250)).toBe(true)
  expect(breaker.admits(1_250)).toBe(false)
  expect(breaker.admits(1_499)).toBe(false)
  expect(breaker.admits(1_500)).toBe(true)
})

test('the one that tries closes it by succeeding, or begins another pause by failing', () => {
  const breaker = failing(3)
  expect(breaker.admits(250)).toBe(true)
  breaker.failed(260)
  expect(breaker.admits(500)).toBe(false)
  expect(breaker.admits(510)).toBe(true)
  breaker.succeeded()
  expect(breaker.open).toBe(false)
  expect(breaker.admits(511)).toBe(true)
})
