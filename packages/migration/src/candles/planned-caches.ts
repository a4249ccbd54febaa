import { dirname, join } from 'node:path'
import type { LegacyFile } from '../plan.ts'

/** A candle cache that is going to be imported. */
export interface PlannedCache {
  /** Relative to the installation; empty for its own folder. */
  readonly folder: string
  readonly files: number
  readonly bytes: number
  /** The instrument list that names files which the metadata forgot, relative to the installation; null where there is none. */
  readonly instruments: string | null
}

const instrumentList = /(?:^|[_./-])instruments?\b[^/]*\.csv$/i

/** The candle caches among the files of an installation. */
export const plannedCaches = (files: readonly LegacyFile[]): PlannedCache[] => {
  const instruments = files.find(({ kind, path }) => kind === 'csv' && instrumentList.test(path))?.path ?? null
  const candles = files.filter(({ kind }) => kind === 'candle file')
  return [...Map.groupBy(candles, ({ path }) => dirname(path))].map(([folder, all]) => ({
    folder: folder === '.' ? '' : folder,
    files: all.length,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    instruments,
  }))
}

/** Where a cache and its instrument list lie. */
export const placesOf = (
  root: string,
  { folder, instruments }: PlannedCache,
): { readonly cache: string; readonly instruments: string | undefined } => ({
  cache: join(root, folder),
  instruments: instruments === null ? undefined : join(root, instruments),
})
