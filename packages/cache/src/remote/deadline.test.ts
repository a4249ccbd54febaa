import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Deadline } from './deadline.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})
const late = () => new Error('late')
const never = () => new Promise<never>(() => undefined)
const caught = (work: Promise<unknown>) => work.catch((error: unknown) => error)

test('an answer in time is the answer', async () => {
  const deadline = new Deadline(50)
  expect(await deadline.within(Promise.resolve(1), late)).toBe(1)
  await expect(deadline.within(Promise.reject(new Error('refused')), late)).rejects.toThrow('refused')
})

test('no answer in time is what `expired` makes of it', async () => {
  const answer = caught(new Deadline(50).within(never(), late))
  await vi.advanceTimersByTimeAsync(51)
  expect(await answer).toEqual(late())
})

test('an answer that lies there already when the time is over is still taken: the process was slow, not the server', async () => {
  const { promise, resolve } = Promise.withResolvers<number>()
  const answer = new Deadline(50).within(promise, late)
  // timers come before what was received, in one turn of the event loop
  setTimeout(() => resolve(1), 50)
  await vi.advanceTimersByTimeAsync(51)
  expect(await answer).toBe(1)
})

test('each of many waits ends at its own time, whichever of the others were answered', async () => {
  const deadline = new Deadline(50)
  const ended: number[] = []
  const answers = Array.from({ length: 5 }, () => Promise.withResolvers<number>())
  for (const [i, { promise }] of answers.entries()) {
    void caught(deadline.within(promise, late)).then((end) => ended.push(end instanceof Error ? -i : i))
    await vi.advanceTimersByTimeAsync(10)
  }
  answers[0]?.resolve(0)
  answers[2]?.resolve(0)
  answers[4]?.resolve(0)
  await vi.advanceTimersByTimeAsync(0)
  expect(ended).toEqual([0, 2, 4])
  await vi.advanceTimersByTimeAsync(11)
  expect(ended).toEqual([0, 2, 4, -1])
  await vi.advanceTimersByTimeAsync(20)
  expect(ended).toEqual([0, 2, 4, -1, -3])
})

test('one timer serves all, and none is left when nobody waits', async () => {
  const deadline = new Deadline(50)
  const answers = Array.from({ length: 100 }, () => Promise.withResolvers<number>())
  const all = Promise.all(answers.map(({ promise }) => deadline.within(promise, late)))
  expect(vi.getTimerCount()).toBe(1)
  for (const { resolve } of answers) resolve(1)
  await all
  await vi.advanceTimersByTimeAsync(60)
  expect(vi.getTimerCount()).toBe(0)
})

test('the watch does not keep the process alive', async () => {
  vi.useRealTimers()
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  await new Deadline(60_000).within(Promise.resolve(1), late)
  expect(timers()).toBe(before)
})
