import { expect, test } from 'vitest'
import { keyedRandom, normal, uniform } from './random.ts'

const draws = 20_000

test('normal has mean 0 and standard deviation 1', () => {
  const random = keyedRandom('normal')(0)
  const values = Array.from({ length: draws }, () => normal(random))
  const mean = values.reduce((sum, value) => sum + value, 0) / draws
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(draws))
  expect(variance).toBeGreaterThan(0.96)
  expect(variance).toBeLessThan(1.04)
})

test('the first numbers of neighbouring days and of similar keys are unrelated', () => {
  const correlation = (pairs: readonly (readonly [number, number])[]) => {
    const product = pairs.reduce((sum, [a, b]) => sum + (a - 0.5) * (b - 0.5), 0) / pairs.length
    return product * 12
  }
  const [one, other] = [keyedRandom('seed|A'), keyedRandom('seed|B')]
  const first = (stream: typeof one, day: number) => uniform(stream(day))
  const days = Array.from({ length: draws }, (_, day) => day)
  const limit = 4 / Math.sqrt(draws)
  expect(Math.abs(correlation(days.map((day) => [first(one, day), first(one, day + 1)])))).toBeLessThan(limit)
  expect(Math.abs(correlation(days.map((day) => [first(one, day), first(other, day)])))).toBeLessThan(limit)
})

test('no two days of a key begin alike', () => {
  const stream = keyedRandom('seed|A')
  const starts = Array.from({ length: draws }, (_, day) => `${uniform(stream(day))} ${uniform(stream(day))}`)
  expect(new Set(starts.map((start) => start.split(' ')[0])).size).toBeGreaterThan(draws - 10)
})
