import { existsSync, unlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { syncFolder, touching } from '../../configuration/files.ts'
import { sha256Of } from '../../files/keep-file.ts'
import type { Problem } from '../../inspection.ts'
import { refuseOther } from '../../installation/claim.ts'
import { filesOf } from '../../plan.ts'
import type { Target } from '../../target.ts'
import { moveFile, type Rename } from './durable.ts'
import {
  type Inventory,
  type InventoryEntry,
  inventoryIn,
  inventoryName,
  movedFolder,
  movedPath,
  readInventory,
  writeInventory,
} from './inventory.ts'
import { verifiedFiles } from './verified-files.ts'

/** What `clean` did, in any of its forms. */
export interface Cleaned {
  readonly root: string
  readonly inventory: string
  /** Files that were moved, moved back, or deleted, by this call. */
  readonly done: readonly InventoryEntry[]
  /** Files that stay where they are, and why. */
  readonly stays: readonly Problem[]
}

export interface CleanOptions {
  readonly now: () => Date
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((what: string, done: number, of: number) => void) | undefined
  /** How files are given another name. */
  readonly rename?: Rename | undefined
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Does work for each file; one for which it fails stays, and is told. */
const forEach = async (
  files: readonly InventoryEntry[],
  work: (entry: InventoryEntry) => Promise<string | null>,
  { signal, onProgress, onStay }: Omit<CleanOptions, 'now'> & { readonly onStay?: (entry: InventoryEntry) => void },
): Promise<{ readonly done: InventoryEntry[]; readonly stays: Problem[] }> => {
  const done: InventoryEntry[] = []
  const stays: Problem[] = []
  const stay = (entry: InventoryEntry, reason: string) => {
    stays.push({ place: entry.path, reason })
    onStay?.(entry)
  }
  for (const [i, entry] of files.entries()) {
    signal?.throwIfAborted()
    onProgress?.(entry.path, i + 1, files.length)
    try {
      const reason = await work(entry)
      if (reason === null) done.push(entry)
      else stay(entry, reason)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      stay(entry, messageOf(error))
    }
  }
  return { done, stays }
}

/** The inventory of an installation, with entries added; what is known already and lies in the folder stays as it is. */
const extended = (folder: string, root: string, entries: readonly InventoryEntry[], now: Date): Inventory => {
  const known = inventoryIn(folder) ?? { version: 1 as const, root, at: now.toISOString(), files: [] }
  if (known.root !== root)
    throw new DomainError(
      'conflict',
      `${join(folder, inventoryName)} is the inventory of ${known.root}: move it away before this installation is cleaned`,
    )
  const moved = new Set(known.files.filter(({ path }) => existsSync(movedPath(folder, path))).map(({ path }) => path))
  const again = entries.filter(({ path }) => !moved.has(path))
  const renewed = new Set(again.map(({ path }) => path))
  return { ...known, files: [...known.files.filter(({ path }) => !renewed.has(path)), ...again] }
}

const moveOut = async (target: Target, root: string, options: CleanOptions): Promise<Cleaned> => {
  await refuseOther(target, root)
  const step = await target.cutovers.latest(root)
  if (step?.phase !== 'switched')
    throw new DomainError('conflict', `${root} was not switched over: nothing of it is removed before that`)
  const found = await verifiedFiles(target, root, options)
  const folder = movedFolder(root)
  const inventory = extended(folder, root, found.entries, options.now())
  // what is going to be moved is written down first: a file that moved is in it whatever happens
  if (found.entries.length > 0) writeInventory(folder, inventory)
  // a candle cache goes as a whole: once a file of it stays, the others do, and what it is read with
  const cachesOf = (path: string) => found.caches.get(path) ?? []
  const staying = new Set(found.stays.flatMap(({ place }) => cachesOf(place)))
  const { done, stays } = await forEach(
    found.entries,
    async ({ path, sha256 }) => {
      if (cachesOf(path).some((cache) => staying.has(cache))) return 'a file of its candle cache stays'
      const from = join(root, path)
      if ((await sha256Of(from)) !== sha256) return 'changed since it was proved'
      await moveFile(from, movedPath(folder, path), sha256, options.rename)
      return null
    },
    { ...options, onStay: ({ path }) => cachesOf(path).forEach((cache) => staying.add(cache)) },
  )
  return { root, inventory: join(folder, inventoryName), done, stays: [...found.stays, ...stays] }
}

/**
 * Moves what is proved at this moment out of an installation that was switched over, into a folder beside it, after writing down what it moves. Deletes nothing. It may be killed at any point and called again: no file is
 * ever in neither place. Throws `conflict` before the switch, when the home holds another installation, and when somebody else is at it.
 */
export const clean = (target: Target, folder: string, options: CleanOptions): Promise<Cleaned> => {
  const { root } = filesOf(folder)
  return target.cutovers.alone(root, () => moveOut(target, root, options))
}

/** Why a moved file is not what its inventory says; null where it is. */
const notAsMoved = async (folder: string, { path, sha256 }: InventoryEntry): Promise<string | null> => {
  const moved = movedPath(folder, path)
  if (!existsSync(moved)) return 'not among the moved files'
  return (await sha256Of(moved)) === sha256 ? null : 'no longer what the inventory says'
}

/** Moves files back to where they were. One whose place was taken stays, and is told. Throws `invalid-input` when the file is no inventory, and `conflict` when somebody else is at it. */
export const undoClean = (target: Target, file: string, options: CleanOptions): Promise<Cleaned> => {
  const { inventory, folder } = readInventory(file)
  const { root, files } = inventory
  return target.cutovers.alone(root, async () => {
    // one that was never moved, or is back, is where it should be
    const away = files.filter(({ path }) => existsSync(movedPath(folder, path)))
    const work = async (entry: InventoryEntry) => {
      const reason = await notAsMoved(folder, entry)
      if (reason === null)
        await moveFile(movedPath(folder, entry.path), join(root, entry.path), entry.sha256, options.rename)
      return reason
    }
    const { done, stays } = await forEach(away, work, options)
    const gone = files.flatMap(({ path, purgedAt }) =>
      purgedAt === undefined || existsSync(join(root, path)) ? [] : [{ place: path, reason: `deleted at ${purgedAt}` }],
    )
    return { root, inventory: join(folder, inventoryName), done, stays: [...stays, ...gone] }
  })
}

/** Deletes moved files for good, each only if its SHA-256 still is that of the inventory, which is kept and says when. Throws like `undoClean`, and `conflict` where the installation is no longer switched over. */
export const purgeMoved = (target: Target, file: string, options: CleanOptions): Promise<Cleaned> => {
  const { inventory, folder } = readInventory(file)
  const { root, files } = inventory
  return target.cutovers.alone(root, async () => {
    await refuseOther(target, root)
    if ((await target.cutovers.latest(root))?.phase !== 'switched')
      throw new DomainError('conflict', `${root} is not switched over: what was moved is kept`)
    const left = files.filter(({ path }) => existsSync(movedPath(folder, path)))
    const sound = await forEach(left, (entry) => notAsMoved(folder, entry), options)
    const going = new Set(sound.done)
    const at = options.now().toISOString()
    // said before it is done: a file is never gone without a word
    if (going.size > 0)
      writeInventory(folder, {
        ...inventory,
        files: files.map((entry) => (going.has(entry) ? { ...entry, purgedAt: at } : entry)),
      })
    for (const { path } of sound.done) {
      const moved = movedPath(folder, path)
      touching(moved, () => {
        unlinkSync(moved)
        syncFolder(dirname(moved))
      })
    }
    return { root, inventory: join(folder, inventoryName), ...sound }
  })
}
