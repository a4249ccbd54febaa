import { expect, test } from 'vitest'
import { NaiveCache } from '../conformance/naive.ts'
import { ownRedis } from '../testing/servers.ts'
import type { FamilyKind } from './history.ts'
import { renderHistory } from './render.ts'
import { simulate } from './simulate.ts'
import type { OpenSubject, SubjectFamily } from './subject.ts'

const servers = await Promise.all([ownRedis(), ownRedis(), ownRedis()])
const urls = servers.map(({ url }) => url)
const range = (end: number) => Array.from({ length: end }, (_, i) => i)

/** The naive cache as a process of the simulation. It knows no tags: the keys are removed one by one. */
const openNaive: OpenSubject = async ({ connection, load, limits }) => {
  const kinds: readonly FamilyKind[] = ['lasting', 'tagged', 'brief', 'bounded', 'shared']
  const caches = new Map<FamilyKind, NaiveCache>()
  for (const kind of kinds) {
    const bound = kind === 'bounded' ? { bound: limits.bound } : {}
    caches.set(
      kind,
      await NaiveCache.open({ connection, prefix: `${kind}:`, load: (key) => load(kind, key), ...bound }),
    )
  }
  const all = [...caches.values()]
  const familyOf = (kind: FamilyKind): SubjectFamily => {
    const cache = caches.get(kind)
    if (!cache) throw new RangeError(`no family ${kind}`)
    const loaded = async (key: string) => ({ value: await cache.getOrLoad(key) })
    return {
      away: 0,
      peek: (key) => cache.peek(key),
      get: async (key) => ({ value: await cache.get(key) }),
      read: loaded,
      getOrLoad: loaded,
      set: (key, value) => cache.set(key, value),
      delete: (key) => cache.delete(key),
    }
  }
  return {
    get ready() {
      return all.every(({ client, ear }) => client.status === 'ready' && ear.status === 'ready')
    },
    coherent: true,
    family: familyOf,
    invalidate: async () => undefined,
    settle: async () => void (await Promise.all(all.map((cache) => cache.settle()))),
    drain: async () => undefined,
    close() {
      for (const cache of all) cache.close()
    },
  }
}

test('twenty histories of reads, writes, cuts, crashes and flushes keep the consistency model', async () => {
  const { histories, broken, deeds } = await simulate({ urls, seed: 7, numbers: range(20) })
  expect(broken.map(({ history, violations }) => renderHistory(history, violations))).toEqual([])
  expect(histories).toBe(20)
  expect(Object.keys(deeds)).toEqual(expect.arrayContaining(['read', 'set', 'load', 'delete', 'settle', 'flush']))
}, 600_000)

test('a naive cache does not: the simulator finds what it breaks within a hundred histories', async () => {
  const { broken } = await simulate({ urls, seed: 7, numbers: range(100), open: openNaive, enough: 30 })
  const points = new Set(broken.flatMap(({ violations }) => violations.map(({ point }) => point)))
  // values that were overtaken, two loaders, no bound
  for (const point of [2, 6, 9]) expect(points).toContain(point)
}, 600_000)
