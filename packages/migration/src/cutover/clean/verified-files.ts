import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Of } from '../../files/keep-file.ts'
import { kindOf } from '../../files/kind-of.ts'
import type { Problem } from '../../inspection.ts'
import { filesOf, makePlan } from '../../plan.ts'
import type { Target } from '../../target.ts'
import { verify } from '../../verify.ts'
import { installationMark, writtenBetween } from '../fingerprints.ts'
import { type InventoryEntry, inventoryIn, movedFolder, movedPath } from './inventory.ts'
import { begunCaches, cacheOf, isOfCache } from './judge-caches.ts'
import { databaseOf, judgeFiles } from './judge-files.ts'

/** Files of an installation that are here too, in the order in which they are to be moved, and those that stay, with the reason. */
export interface VerifiedFiles {
  readonly entries: readonly InventoryEntry[]
  /** Folders of the candle caches that a file belongs to or is read with, by its path: it is to stay where a file of theirs does. */
  readonly caches: ReadonlyMap<string, readonly string[]>
  readonly stays: readonly Problem[]
}

interface Options {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((what: string, done: number, of: number) => void) | undefined
}

/** Whether a file has names besides its own, and the one of a move that was ended amid. */
const hasOtherNames = (at: string, moved: string): boolean => {
  const { nlink, ino } = lstatSync(at)
  return nlink > 1 && lstatSync(moved, { throwIfNoEntry: false })?.ino !== ino
}

/** Files of candles first, then what they are read with: their metadata, and last their lists. */
const orderOf = (path: string, lists: ReadonlyMap<string, unknown>): number => {
  const kind = kindOf(path)
  if (kind === 'candle file') return 0
  if (kind === 'candle metadata') return 1
  return lists.has(path) ? 2 : 3
}

/**
 * Which files of an installation are proved at this moment: databases by all their rows, candle caches by all their bars, others by their kept copy. The configuration stays, and so does what is no plain file. Throws like
 * `verify`.
 */
export const verifiedFiles = async (target: Target, root: string, options: Options): Promise<VerifiedFiles> => {
  const folder = movedFolder(root)
  const begun = begunCaches(inventoryIn(folder), folder)
  const withoutCaches = new Set(begun.keys())
  // what is looked at is what lies there before the proof, and nothing that is written meanwhile
  const mark = installationMark(root)
  const { files, unread } = filesOf(root)
  const verified = await verify(target, root, { ...options, withoutValues: true, withoutCaches })
  const plan = makePlan(root)
  const stays = (path: string) =>
    hasOtherNames(join(root, path), movedPath(folder, path))
      ? `${path} has several names (hard links): they would not all move`
      : null
  const verdictOn = judgeFiles({ plan, files, verified, begun, folder, stays })
  const found: InventoryEntry[] = []
  const staying: Problem[] = []
  for (const file of files) {
    options.signal?.throwIfAborted()
    const { path, bytes } = file
    const verdict = verdictOn(file)
    if ('why' in verdict) {
      staying.push({ place: path, reason: verdict.why })
      continue
    }
    const sha256 = await sha256Of(join(root, path), options.signal)
    if (sha256 === (verdict.sha256 ?? sha256)) found.push({ path, bytes, sha256, provedBy: verdict.provedBy })
    else staying.push({ place: path, reason: 'changed since its cache was proved, of which others were moved' })
  }
  const written = writtenBetween(mark, installationMark(root))
  const stores = new Set(written.map(databaseOf))
  const entries = found.filter(({ path }) => !stores.has(databaseOf(path)))
  const told = new Set(staying.map(({ place }) => place))
  const meanwhile = [...found.map(({ path }) => path).filter((path) => stores.has(databaseOf(path))), ...written]
  for (const place of new Set(meanwhile))
    if (!told.has(place)) staying.push({ place, reason: 'written, or a log of it, while it was proved' })
  const readWith = Map.groupBy(
    plan.candles.filter(({ instruments }) => instruments !== null),
    ({ instruments }) => instruments ?? '',
  )
  const lists = new Map([...readWith].map(([path, caches]) => [path, caches.map((cache) => cache.folder)]))
  const ofCaches = files.filter(({ kind }) => isOfCache(kind))
  return {
    entries: entries.toSorted((a, b) => orderOf(a.path, lists) - orderOf(b.path, lists)),
    caches: new Map([...lists, ...ofCaches.map(({ path }): [string, string[]] => [path, [cacheOf(path)]])]),
    stays: [...staying, ...unread],
  }
}
