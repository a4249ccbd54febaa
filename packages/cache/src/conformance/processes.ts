import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { CacheOptions } from '../cache.ts'
import { defineFamily, type FamilyDefinition } from '../definition/definition.ts'
import { coherent, type TestCache } from '../testing/caches.ts'
import { json } from '../values/index.ts'
import type { Contender } from './scenarios.ts'

const Quote = z.object({ n: z.number() }).nullable()
export type Quote = z.infer<typeof Quote>
export type Definition = FamilyDefinition<'quote:{symbol}', { readonly symbol: z.ZodString }, Quote>

export const quote = (overrides: Partial<Definition>) =>
  defineFamily({
    name: 'quote',
    description: 'a quote',
    key: 'quote:{symbol}',
    parameters: { symbol: z.string() },
    codec: json(Quote),
    fresh: '1m',
    lease: '30s',
    ...overrides,
  })

/** Opens a cache as a process of its own would. */
export type Open = (options: Partial<CacheOptions>) => Promise<TestCache>

/** An engine under test: a name, how to open a cache on it, and whose writes a process hears of there: anybody's, or only those of other caches. */
export interface Engine {
  readonly name: string
  readonly open: Open
  readonly hears: 'anybody' | 'caches'
}

/** Caches on one engine with one family each, as processes that share it. */
export const processesOn = ({ open }: Engine) => {
  const processes = async (count: number, definition: Partial<Definition>, options: Partial<CacheOptions> = {}) => {
    const prefix = `t:${randomUUID()}:`
    const all = []
    for (let i = 0; i < count; i += 1) {
      const opened = await open({ prefix, ...options })
      all.push({ ...opened, quotes: opened.cache.family(quote(definition)) })
    }
    for (const { cache } of all) await coherent(cache)
    return all
  }
  const one = async (definition: Partial<Definition>, options: Partial<CacheOptions> = {}) => {
    const [a] = await processes(1, definition, options)
    if (!a) throw new Error('one was asked for')
    return a
  }
  const two = async (definition: Partial<Definition>, options: Partial<CacheOptions> = {}) => {
    const [a, b] = await processes(2, definition, options)
    if (!a || !b) throw new Error('two were asked for')
    return { a, b }
  }
  return { processes, one, two }
}

/** A process as the shared scenarios know it. */
export const contenderOf = ({
  cache,
  quotes,
}: Awaited<ReturnType<ReturnType<typeof processesOn>['one']>>): Contender => ({
  get: async (key) => (await quotes.get([key]))?.n,
  getOrLoad: async (key) => (await quotes.getOrLoad([key]))?.n,
  set: (key, n) => quotes.set([key], { n }),
  delete: (key) => quotes.delete([key]),
  settle: () => cache.settle(),
})

/** Resolves when a process has heard of all that was written. */
export const heard = ({ cache }: TestCache): Promise<void> => cache.settle()
