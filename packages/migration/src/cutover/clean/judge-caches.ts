import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { placeOf } from '../../candles/or-reason.ts'
import { kindOf } from '../../files/kind-of.ts'
import type { FileKind } from '../../inspection.ts'
import type { Verified } from '../../verify.ts'
import { reasonsAgainst } from '../judge-verified.ts'
import { type Inventory, type InventoryEntry, movedPath } from './inventory.ts'

/** What becomes of a file: it stays, or it goes, by what proved it. */
export type Verdict =
  | { readonly why: string }
  | {
      readonly provedBy: string
      /** What it must be where it was proved by an earlier call. */
      readonly sha256?: string | undefined
    }

/** Whether a file belongs to a candle cache. */
export const isOfCache = (kind: FileKind): boolean => kind === 'candle file' || kind === 'candle metadata'

/** The folder of the cache that a file belongs to, as a plan names it. */
export const cacheOf = (path: string): string => {
  const folder = dirname(path)
  return folder === '.' ? '' : folder
}

/** What an earlier call wrote down of candle caches of which some files are no longer there, by their folders: what is left of such a cache cannot be proved alone. */
export type BegunCaches = ReadonlyMap<string, ReadonlyMap<string, InventoryEntry>>

/** The candle caches of an inventory that were moved in part, or whole. */
export const begunCaches = (inventory: Inventory | null, folder: string): BegunCaches => {
  const entries = (inventory?.files ?? []).filter(({ path }) => isOfCache(kindOf(path)))
  const begun = [...Map.groupBy(entries, ({ path }) => cacheOf(path))].filter(([, known]) =>
    known.some(({ path, purgedAt }) => purgedAt !== undefined || existsSync(movedPath(folder, path))),
  )
  return new Map(begun.map(([cache, known]) => [cache, new Map(known.map((entry) => [entry.path, entry]))]))
}

const wholeCache = (
  cache: string,
  paths: readonly string[],
  { candles, unreadCaches }: Verified,
  stays: (path: string) => string | null,
): Verdict => {
  const proof = candles.find(({ folder }) => folder === cache)
  const unread = unreadCaches.filter(({ place }) => place === placeOf(cache)).map(({ reason }) => reason)
  const refused = paths.filter((path) =>
    proof?.refused.some((file) => path === (cache === '' ? file : `${cache}/${file}`)),
  )
  const against = [
    ...unread,
    ...(proof === undefined ? [] : reasonsAgainst({ candles: [proof] })),
    ...(proof && proof.notStored > 0 ? [`${proof.notStored} rows of this cache are only there`] : []),
    ...refused.map((path) => `nothing of ${path} was imported`),
    ...paths.flatMap((path) => stays(path) ?? []),
  ]
  if (against.length > 0) return { why: against.join('; ') }
  return proof === undefined
    ? { why: 'it belongs to no candle cache that could be read' }
    : { provedBy: `${proof.versions} versions of ${proof.bars} bars of its cache, equal by keyed SHA-256` }
}

/**
 * Judges the files of candle caches, each cache as a whole: what one of its files says of a bar is only right beside what the others say. Of one that an earlier call has moved in part, what that call wrote into its inventory
 * goes on. `stays` tells why a file cannot be moved at all; null where it can.
 */
export const judgeCaches = (
  paths: readonly string[],
  verified: Verified,
  begun: BegunCaches,
  stays: (path: string) => string | null,
): ReadonlyMap<string, Verdict> => {
  const verdicts = [...Map.groupBy(paths, cacheOf)].flatMap(([cache, own]): [string, Verdict][] => {
    const known = begun.get(cache)
    if (known === undefined) {
      const verdict = wholeCache(cache, own, verified, stays)
      return own.map((path) => [path, verdict])
    }
    return own.map((path) => {
      const why = stays(path)
      if (why !== null) return [path, { why }]
      return [path, known.get(path) ?? { why: 'others of its cache were moved without it: move them back first' }]
    })
  })
  return new Map(verdicts)
}
