import { expect } from 'vitest'

/** What the named scenarios need of a cache of one process: the real one or the naive one. */
export interface Contender {
  get(key: string): Promise<number | undefined>
  getOrLoad(key: string): Promise<number | undefined>
  set(key: string, n: number): Promise<void>
  delete(key: string): Promise<unknown>
  /** Resolves when it has heard of what was written before. */
  settle(): Promise<void>
}

/** Opens two processes that share a source. */
export type OpenTwo = (load: () => Promise<number>) => Promise<readonly [Contender, Contender]>

/** A value is removed elsewhere while it is loaded; the source says 1 before that and 2 afterwards. What do those get who ask after the removal? */
export const removedWhileLoading = async (open: OpenTwo) => {
  let loads = 0
  const gate = Promise.withResolvers<void>()
  const [a, b] = await open(async () => {
    loads += 1
    if (loads > 1) return 2
    await gate.promise
    return 1
  })
  const first = a.getOrLoad('A')
  await expect.poll(() => loads).toBe(1)
  await b.delete('A')
  await a.settle()
  const joining = a.getOrLoad('A')
  gate.resolve()
  await first
  return { joining: await joining, elsewhere: await b.getOrLoad('A'), later: await a.getOrLoad('A') }
}

/** Twenty-five callers in each of two processes ask for what the source fails to give; then one more in each. */
export const failingTogether = async (open: OpenTwo) => {
  let loads = 0
  const both = await open(async () => {
    loads += 1
    throw new Error('the source is down')
  })
  const calls = both.flatMap((each) => Array.from({ length: 25 }, () => each.getOrLoad('A')))
  const failures = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected').length
  const together = loads
  const late = await Promise.allSettled(both.map((each) => each.getOrLoad('A')))
  return { failures, together, again: loads - together, late }
}

/** Eight processes write fifteen keys each, all at once. Answers the keys. */
export const crowd = async (writers: readonly Pick<Contender, 'set'>[]): Promise<readonly string[]> => {
  const keys = writers.map((_, writer) => Array.from({ length: 15 }, (__, i) => `${writer}-${i}`))
  await Promise.all(writers.flatMap((each, writer) => (keys[writer] ?? []).map((key, i) => each.set(key, i))))
  return keys.flat()
}
