import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withDeadline } from './deadline.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] })
})
afterEach(() => {
  vi.useRealTimers()
})
const late = () => new Error('late')

test('an answer in time is the answer, and no timer is left behind', async () => {
  expect(await withDeadline(Promise.resolve(1), 50, late)).toBe(1)
  await expect(withDeadline(Promise.reject(new Error('refused')), 50, late)).rejects.toThrow('refused')
  expect(vi.getTimerCount()).toBe(0)
})

test('no answer in time is what `expired` makes of it', async () => {
  const answer = withDeadline(new Promise(() => undefined), 50, late).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(51)
  expect(await answer).toEqual(late())
  expect(vi.getTimerCount()).toBe(0)
})

test('an answer that lies there already when the time is over is still taken: the process was slow, not the server', async () => {
  const { promise, resolve } = Promise.withResolvers<number>()
  const answer = withDeadline(promise, 50, late)
  // timers come before what was received, in one turn of the event loop
  setTimeout(() => resolve(1), 50)
  await vi.advanceTimersByTimeAsync(51)
  expect(await answer).toBe(1)
})
