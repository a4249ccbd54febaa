import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../inspection.ts'

/** A file, or what stands in the way of one. */
export type Found = { readonly path: string; readonly bytes: number; readonly reason?: undefined } | Problem

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const entriesOf = (root: string, folder: string): readonly Dirent[] | Problem => {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    return { place: folder, reason: `the folder cannot be read: ${reasonOf(error)}` }
  }
}

/** Bytes of a path, by which a file is known here: an index of PostgreSQL holds no more. */
const longestPath = 2_000

/** Why a file or a folder of such a name cannot be known by it; null where it can. */
const reasonAgainst = (path: string): string | null => {
  if (path.includes('\uFFFD')) return 'its name is no UTF-8: rename it'
  return Buffer.byteLength(path) > longestPath ? `its path has more than ${longestPath} bytes: move it` : null
}

/** Every file below a folder in the order of their paths, which are relative to it. Links are not followed: they may lead anywhere, or in a circle. */
export function* walk(root: string, folder = ''): Iterable<Found> {
  const entries = entriesOf(root, folder)
  if ('reason' in entries) {
    yield entries
    return
  }
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const unusable = reasonAgainst(path)
    if (unusable !== null) yield { place: path, reason: unusable }
    else if (entry.isDirectory()) yield* walk(root, path)
    else if (entry.isFile()) {
      const found = lstatSync(join(root, path), { throwIfNoEntry: false })
      yield found === undefined ? { place: path, reason: 'gone while it was looked at' } : { path, bytes: found.size }
    } else yield { place: path, reason: 'no file but a link or a device: it is not followed' }
  }
}
