import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { DomainError } from '@fyntrix/domain/shared'
import { kindOf } from './files/kind-of.ts'
import { lookAtFile } from './files/look-at-file.ts'
import { lookAtPickle } from './files/look-at-pickle.ts'
import { walk } from './files/walk.ts'
import type { DatabaseCensus, FileGroup, FileKind, Inspection, PickleFile, Problem } from './inspection.ts'
import { problemsOf } from './sqlite/problems-of.ts'
import { takeCensus } from './sqlite/take-census.ts'

export interface InspectOptions {
  readonly signal?: AbortSignal | undefined
  /** Told what is being looked at, and of how many rows of it so far. */
  readonly onProgress?: ((path: string, rows: number) => void) | undefined
}

const grouped = (files: readonly { readonly kind: FileKind; readonly bytes: number }[]): FileGroup[] =>
  [...Map.groupBy(files, ({ kind }) => kind)].map(([kind, all]) => ({
    kind,
    files: all.length,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  }))

/** Candle files that the metadata beside them do not name. */
const orphansOf = (root: string, paths: readonly string[]): Problem[] =>
  [...Map.groupBy(paths, dirname)].flatMap(([folder, files]) => {
    let named: unknown
    try {
      named = JSON.parse(readFileSync(join(root, folder, 'cache_metadata.json'), 'utf8'))
    } catch {
      return [
        { place: folder, reason: `${files.length} candle files have no readable cache_metadata.json beside them` },
      ]
    }
    const keys = new Set(Object.keys(Object(named)).map((key) => `${key}.csv`))
    const orphans = files.filter((file) => !keys.has(basename(file))).length
    return orphans === 0
      ? []
      : [{ place: folder, reason: `${orphans} of ${files.length} candle files are not named in cache_metadata.json` }]
  })

/**
 * Looks at a legacy installation: what there is, how each cell of its databases is stored, and what will not be read. Nothing is written, run or connected to; databases may be in use. Bad content
 * is told as a problem and never throws. Throws `invalid-input` when the folder is none, and the signal's reason.
 */
export const inspect = async (folder: string, { signal, onProgress }: InspectOptions = {}): Promise<Inspection> => {
  const root = resolve(folder)
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new DomainError('invalid-input', `${root} is no folder: name the one that holds the legacy installation`)
  const databases: DatabaseCensus[] = []
  const pickles: PickleFile[] = []
  const problems: Problem[] = []
  const files: { path: string; kind: FileKind; bytes: number }[] = []
  for (const found of walk(root)) {
    await turn()
    signal?.throwIfAborted()
    if (found.reason !== undefined) {
      problems.push(found)
      continue
    }
    const { path, bytes } = found
    const kind = kindOf(path)
    files.push({ path, kind, bytes })
    onProgress?.(path, 0)
    try {
      if (kind === 'database') {
        let rows = 0
        const onRows = (more: number) => onProgress?.(path, (rows += more))
        const census = { path, ...(await takeCensus(join(root, path), { signal, onRows })) }
        databases.push(census)
        problems.push(...problemsOf(census))
      }
      if (kind === 'pickle') {
        const looked = lookAtPickle(join(root, path), bytes)
        if (looked.reason === undefined) pickles.push({ path, ...looked })
        else problems.push({ place: path, reason: looked.reason })
      }
      const reason = lookAtFile(join(root, path), kind, bytes)
      if (reason !== null) problems.push({ place: path, reason })
    } catch (error) {
      signal?.throwIfAborted()
      problems.push({ place: path, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  const candles = files.filter(({ kind }) => kind === 'candle file').map(({ path }) => path)
  return { root, databases, files: grouped(files), pickles, problems: [...problems, ...orphansOf(root, candles)] }
}
