import { readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { kindOf } from '../files/kind-of.ts'
import { walk } from '../files/walk.ts'
import type { FileKind, Problem } from '../inspection.ts'
import { largestValue, type RawValue } from './raw-value.ts'

/** Seconds for which the legacy system kept each type in development, its longest. */
const seconds: Readonly<Record<string, number>> = {
  stock_data: 300,
  indicators: 600,
  patterns: 1_800,
  sector_data: 3_600,
  ml_predictions: 1_800,
  historical_data: 3_600,
  instruments: 86_400,
  live_data: 60,
  enhanced_data: 300,
}

/** Milliseconds for which a value of a type in a file is good after it was written: as long as in the legacy Redis, and 300 s for what that did not know. */
export const fileLifetimeMs = (type: string): number => (seconds[type] ?? 300) * 1_000

/** The hash that a pickle is named by, as `9e41….pkl`; undefined for any other name. */
export const hashOfFile = (path: string): string | undefined =>
  /^([0-9a-f]{32})\.(?:pkl|pickle)$/.exec(basename(path))?.[1]

/** A file of values, and when it was written (epoch milliseconds). */
export interface FileValue extends RawValue {
  readonly kind: FileKind
  readonly writtenAt: number
}

/** Kinds that are told of, and whose content is none of a cache's. */
const unread: readonly FileKind[] = ['candle file', 'candle metadata', 'csv']

/** Kinds that are moved by others, from other places than a cache. */
const others: readonly FileKind[] = ['database', 'database journal', 'pick file', 'json lines', 'image', 'other']

const read = (root: string, path: string, bytes: number): FileValue | undefined => {
  const kind = kindOf(path)
  if (others.includes(kind)) return undefined
  const about = { place: `file:${path}`, key: path, origin: 'file', form: 'value', until: null, kind } as const
  try {
    const writtenAt = statSync(join(root, path)).mtimeMs
    if (bytes > largestValue && !unread.includes(kind)) {
      const refused = `it has ${bytes} bytes; at most ${largestValue} are read`
      return { ...about, writtenAt, bytes: null, size: bytes, refused }
    }
    if (unread.includes(kind)) return { ...about, writtenAt, bytes: null, size: bytes }
    const content = readFileSync(join(root, path))
    return { ...about, writtenAt, bytes: content, size: content.length }
  } catch (error) {
    const refused = `it cannot be read: ${error instanceof Error ? error.message : String(error)}`
    return { ...about, writtenAt: 0, bytes: null, size: bytes, refused }
  }
}

const inTheWay = ({ place, reason }: Problem): FileValue => {
  const about = {
    origin: 'file',
    form: 'value',
    kind: 'other',
    writtenAt: 0,
    until: null,
    bytes: null,
    size: 0,
  } as const
  return { ...about, place: `file:${place}`, key: place, refused: reason }
}

/**
 * Pickles, models, JSON and CSV below a folder, one after the other, and what stands in the way of reading it; links are not followed. Picks, databases and lines of
 * JSON are others' to move. Throws `invalid-input` where the folder is none.
 */
export function* legacyFiles(folder: string): Iterable<FileValue> {
  const root = resolve(folder)
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new DomainError('invalid-input', `${root} is no folder: name the one that holds the legacy installation`)
  for (const found of walk(root)) {
    const value = found.reason === undefined ? read(root, found.path, found.bytes) : inTheWay(found)
    if (value !== undefined) yield value
  }
}

/** The names by which its pickles may be identified. */
export function* hashesInFolder(folder: string): Iterable<string> {
  for (const found of walk(resolve(folder))) {
    const hash = found.reason === undefined ? hashOfFile(found.path) : undefined
    if (hash !== undefined) yield hash
  }
}
