import type { Redis } from 'ioredis'
import { sideKey } from '../key.ts'
import type { RedisClient } from '../script.ts'
import type { KeyMatch } from './key-match.ts'

/** What a clear has removed. */
export interface Cleared {
  /** Keys that were meant. */
  readonly removed: number
  /** Keys beside them, of the kinds that were asked for. */
  readonly sideKeysRemoved: number
}

export interface ClearOptions {
  /** About how many keys a command looks at or removes; 100 by default. It bounds how long any one command keeps the server from others. */
  readonly batch?: number
  /**
   * Kinds of side keys to remove, such as `'lease'` for `fx:lease:{key}`, also of keys that are gone already; none by default. They go before their key. With
   * its lease gone, a value whose loading began before is not stored. With its version (`'v'`) gone, a late writer may store an old value.
   */
  readonly sideKeys?: readonly string[]
  /** Called after each batch with what was removed so far. */
  readonly onProgress?: (soFar: Cleared) => void
  /** Ends it between two batches, with the signal's reason; what was removed stays removed. */
  readonly signal?: AbortSignal
}

async function* pages(node: Redis, glob: string, batch: number): AsyncGenerator<readonly string[]> {
  let cursor = '0'
  do {
    const [next, keys] = await node.scan(cursor, 'MATCH', glob, 'COUNT', batch)
    yield keys
    cursor = next
  } while (cursor !== '0')
}

/** The keys that a key of these kinds may stand beside; a key that is none of them stands for itself. */
const besides = (key: string, kinds: readonly string[]): readonly string[] => {
  const kind = kinds.find((candidate) => key.startsWith(`fx:${candidate}:`))
  if (kind === undefined) return [key]
  const rest = key.slice(`fx:${kind}:`.length)
  return [rest, rest.slice(1, -1)].filter((inner) => sideKey(kind, inner) === key)
}

/** The keys that are meant on a page, each once, found by themselves or by a side key. */
const meantOn = (page: readonly string[], { includes }: KeyMatch, kinds: readonly string[]): readonly string[] => [
  ...new Set(page.flatMap((key) => besides(key, kinds)).filter(includes)),
]

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Removes keys with their side keys; answers how many there were of each. Commands of one connection run in the order in which they are sent. */
const unlink = async (client: RedisClient, keys: readonly string[], kinds: readonly string[]): Promise<Cleared> => {
  const sidesOf = (key: string) => kinds.map((kind) => sideKey(kind, key))
  // a command's keys must lie in one slot of a cluster: those of one key do, by their hash tag
  const groups = 'nodes' in client ? keys.map((key) => [key]) : [keys]
  const answers = groups.flatMap((group) => {
    const sides = group.flatMap(sidesOf)
    return [sides.length > 0 ? client.unlink(...sides) : Promise.resolve(0), client.unlink(...group)]
  })
  const counts = await Promise.all(answers)
  return {
    sideKeysRemoved: sum(counts.filter((_, i) => i % 2 === 0)),
    removed: sum(counts.filter((_, i) => i % 2 === 1)),
  }
}

/** Batches of the keys that are meant, from every master of a cluster, by steps that each look at a small part of the keyspace. */
export async function* findKeys(
  client: RedisClient,
  match: KeyMatch,
  { batch = 100, sideKeys = [], signal }: Omit<ClearOptions, 'onProgress'>,
): AsyncGenerator<readonly string[]> {
  if (!Number.isSafeInteger(batch) || batch < 1) throw new RangeError(`a batch of ${batch} keys`)
  for (const node of 'nodes' in client ? client.nodes('master') : [client]) {
    signal?.throwIfAborted()
    for await (const page of pages(node, match.glob, batch)) {
      const keys = meantOn(page, match, sideKeys)
      if (keys.length > 0) yield keys
      signal?.throwIfAborted()
    }
  }
}

/**
 * Removes the keys that `match` means, on every master of a cluster, in small steps: no command looks at the whole keyspace, and memory is given back in
 * the background. Every key that is there during the whole call is removed; one that is written meanwhile may stay, and so may, in a cluster, one that
 * moves to another node. Answers how many keys were removed. A failure leaves what was removed so far removed; calling again goes on.
 */
export const clear = async (client: RedisClient, match: KeyMatch, options: ClearOptions = {}): Promise<Cleared> => {
  const { sideKeys = [], onProgress } = options
  let soFar: Cleared = { removed: 0, sideKeysRemoved: 0 }
  for await (const keys of findKeys(client, match, options)) {
    const { removed, sideKeysRemoved } = await unlink(client, keys, sideKeys)
    soFar = { removed: soFar.removed + removed, sideKeysRemoved: soFar.sideKeysRemoved + sideKeysRemoved }
    onProgress?.(soFar)
  }
  return soFar
}
