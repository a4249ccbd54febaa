import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { Cache } from '../cache.ts'
import { defineFamily } from '../definition/definition.ts'
import type { SessionClock } from '../session-clock.ts'
import type { StandardSchema } from '../standard-schema.ts'
import { json } from '../values/index.ts'
import { type FamilyKind, familyKinds } from './history.ts'
import { type Answer, isTagged, type OpenSubject, type SubjectFamily, type SubjectOptions, tagOf } from './subject.ts'

const schema = <T>(is: (value: unknown) => value is T): StandardSchema<T> => ({
  '~standard': {
    version: 1,
    vendor: 'fyntrix',
    validate: (value) => (is(value) ? { value } : { issues: [{ message: 'is of another type' }] }),
  },
})
const text = schema((value): value is string => typeof value === 'string')
const number = schema((value): value is number => typeof value === 'number')

const never: SessionClock = {
  isOpen: () => false,
  nextOpen: () => Number.POSITIVE_INFINITY,
  nextClose: () => Number.POSITIVE_INFINITY,
}

const definitionOf = (kind: FamilyKind, { load, limits, random }: SubjectOptions) =>
  defineFamily({
    name: kind,
    description: 'numbers of a simulation',
    key: `${kind}:{key}`,
    parameters: { key: text },
    codec: json(number),
    // what ends at once is refreshed all the time
    fresh: kind === 'brief' ? 3 : '1h',
    stale: kind === 'brief' ? '1h' : 0,
    local: kind !== 'shared',
    lease: limits.lease,
    hard: limits.hard,
    ...(kind === 'bounded' && { bound: { entries: limits.bound } }),
    ...(isTagged(kind) && { tags: ({ key }: { readonly key: string }) => [tagOf(key)] }),
    load: async ({ key }, { previous, notModified }) =>
      previous !== undefined && random() < 0.2 ? notModified() : await load(kind, key),
  })

const familyOf = (cache: Cache, kind: FamilyKind, options: SubjectOptions): SubjectFamily => {
  const family = cache.family(definitionOf(kind, options))
  return {
    get away() {
      return family.counters.away
    },
    peek: (key) => family.peek([key]),
    get: async (key) => ({ value: await family.get([key]) }),
    getOrLoad: async (key) => ({ value: await family.getOrLoad([key]) }),
    async read(key): Promise<Answer> {
      const { value, version, state, level } = await family.read([key])
      return { value, version, state, level }
    },
    set: (key, value) => family.set([key], value),
    delete: async (key) => void (await family.delete([key])),
  }
}

/** A process with the cache of this package, by default as production has it but for its lease, its pauses and a deadline that suits busy machines. */
export const openKernel: OpenSubject = async (options) => {
  const { connection, instance, random, limits } = options
  const client = new Redis({
    ...connection,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 5,
    connectionName: instance,
  })
  // cuts are part of the simulation
  client.on('error', () => undefined)
  const cache = new Cache({
    client,
    instance,
    clock: { monotonic: () => performance.now(), wall: () => Date.now() },
    random,
    token: randomUUID,
    sessionClock: never,
    deadline: 3_000,
    backoff: { base: limits.pause, ceiling: limits.pause },
  })
  const families = new Map(familyKinds.map((kind) => [kind, familyOf(cache, kind, options)]))
  return {
    get ready() {
      return cache.available && cache.coherent
    },
    get coherent() {
      return cache.coherent
    },
    family(kind) {
      const family = families.get(kind)
      if (!family) throw new RangeError(`no family ${kind}`)
      return family
    },
    invalidate: (tag) => cache.invalidateTags(tag),
    settle: () => cache.settle(),
    drain: () => cache.drain(),
    close() {
      cache.close()
      client.disconnect()
    },
  }
}
