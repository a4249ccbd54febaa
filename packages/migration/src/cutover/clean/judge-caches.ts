import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { kindOf } from '../../files/kind-of.ts'
import type { FileKind } from '../../inspection.ts'
import type { Verified } from '../../verify.ts'
import { reasonsAgainst } from '../judge-verified.ts'
import { type Inventory, movedPath } from './inventory.ts'

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

type Proof = Verified['candles'][number]

const againstCache = (verified: Verified, proof: Proof): readonly string[] => [
  ...reasonsAgainst({ ...verified, tables: [], documents: [], files: { proved: 0, problems: [] }, candles: [proof] }),
  ...(proof.notStored > 0 ? [`${proof.notStored} rows of this cache could not be imported: they are only there`] : []),
]

/**
 * Judges the files of candle caches, each cache as a whole: what one of its files says of a bar is only right beside what the others say. Of one that an earlier call of `clean` has moved in part, what that call wrote into
 * its inventory goes on.
 */
export const judgeCaches = (
  verified: Verified,
  { inventory, folder }: { readonly inventory: Inventory | null; readonly folder: string },
): ((path: string) => Verdict) => {
  const known = new Map(
    inventory?.files.filter(({ path }) => isOfCache(kindOf(path))).map((entry) => [entry.path, entry]),
  )
  const begun = new Set(
    [...known.keys()].filter((path) => existsSync(movedPath(folder, path))).map((path) => dirname(path)),
  )
  const proofs = new Map(verified.candles.map((proof) => [proof.folder === '' ? '.' : proof.folder, proof]))
  return (path) => {
    const cache = dirname(path)
    if (begun.has(cache)) {
      const entry = known.get(path)
      return entry ?? { why: 'others of its cache were moved without it: move them back, and import it' }
    }
    const proof = proofs.get(cache)
    if (proof === undefined) return { why: 'it belongs to no candle cache that could be read' }
    const against = againstCache(verified, proof)
    return against.length > 0
      ? { why: against.join('; ') }
      : { provedBy: `${proof.versions} versions of ${proof.bars} bars of its cache, equal by keyed SHA-256` }
  }
}
