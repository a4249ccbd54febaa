import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Of } from '../../files/keep-file.ts'
import { kindOf } from '../../files/kind-of.ts'
import type { Problem } from '../../inspection.ts'
import { filesOf, makePlan } from '../../plan.ts'
import type { Target } from '../../target.ts'
import { verify } from '../../verify.ts'
import { type InventoryEntry, movedFolder, movedPath } from './inventory.ts'
import { isOfCache } from './judge-caches.ts'
import { judgeFiles } from './judge-files.ts'

/** Files of an installation that are here too, and those that stay, with the reason. */
export interface VerifiedFiles {
  readonly entries: readonly InventoryEntry[]
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

/**
 * Which files of an installation are proved at this moment: databases by all their rows, candle caches by all their bars, others by their kept copy. The configuration stays, and so does what is no plain file. Candle caches
 * come first: what they are read with is not to go before them. Throws like `verify`.
 */
export const verifiedFiles = async (target: Target, root: string, options: Options): Promise<VerifiedFiles> => {
  const verified = await verify(target, root, { ...options, withoutValues: true })
  const { files, unread } = filesOf(root)
  const folder = movedFolder(root)
  const verdictOn = judgeFiles(makePlan(root), files, verified, folder)
  const entries: InventoryEntry[] = []
  const stays: Problem[] = []
  for (const { path, kind, bytes } of files) {
    options.signal?.throwIfAborted()
    const stay = (reason: string) => void stays.push({ place: path, reason })
    const at = join(root, path)
    const verdict = verdictOn(path, kind)
    if ('why' in verdict) stay(verdict.why)
    else if (hasOtherNames(at, movedPath(folder, path)))
      stay('it has several names (hard links): they would not all move')
    else {
      const sha256 = await sha256Of(at, options.signal)
      if (sha256 === (verdict.sha256 ?? sha256)) entries.push({ path, bytes, sha256, provedBy: verdict.provedBy })
      else stay('changed since its cache was proved, of which others were moved: move them back')
    }
  }
  const ofCaches = (wanted: boolean) => entries.filter(({ path }) => isOfCache(kindOf(path)) === wanted)
  return { entries: [...ofCaches(true), ...ofCaches(false)], stays: [...stays, ...unread] }
}
