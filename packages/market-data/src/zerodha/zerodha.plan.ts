import { DomainError } from '@fyntrix/domain/shared'
import { csvNames, listFolder, readFiles } from '../folder.ts'
import { glimpse } from './zerodha.glimpse.ts'
import { type KeyedWindow, keysOf } from './zerodha.key.ts'
import { type BrokenEntry, type CachedWindow, metadataFile, readMetadata } from './zerodha.metadata.ts'
import { identify, type Orphan } from './zerodha.orphans.ts'
import { recoveredWindow } from './zerodha.recovered.ts'

/** How the files of a cache are to be read. */
export interface CachePlan {
  /** The files of each series in the order in which they were stored. */
  readonly series: readonly (readonly CachedWindow[])[]
  /** The files that belong to none, and why. */
  readonly refused: readonly BrokenEntry[]
}

/**
 * Finds out what each file of a cache holds: what the metadata say and, where the symbols of an instrument list are given, what the
 * file's name says. Then an entry that contradicts the name does not count, files without a good entry are identified by their
 * names, and a cache that lost its metadata is read all the same.
 */
export const planCache = async (
  folder: string,
  symbols: readonly string[] | undefined,
  signal: AbortSignal | undefined,
): Promise<CachePlan> => {
  const names = await listFolder(folder)
  const lost = symbols !== undefined && !names.includes(metadataFile)
  const { windows, broken } = readMetadata(lost ? '{}' : await readMetadataText(folder, signal))
  const contradicted = symbols ? windows.flatMap(contradictedEntry) : []
  const bad = new Set(contradicted.map(({ file }) => file))
  const explained = windows.filter(({ file }) => !bad.has(file))
  const listed = new Set([...windows, ...broken].map(({ file }) => file))
  const unlisted = csvNames(names).filter((file) => !listed.has(file))
  const unexplained = [...broken, ...contradicted, ...unlisted.map((file) => ({ file, detail: 'not in the metadata' }))]

  const { recovered, refused } = symbols
    ? await recover(folder, unexplained, symbols, explained.map(keyedWindow), signal)
    : { recovered: [], refused: unexplained }
  return { series: seriesOf([...explained, ...recovered]), refused }
}

const keyedWindow = ({ interval, days }: CachedWindow): KeyedWindow => ({ interval, ...days })

const contradictedEntry = (window: CachedWindow): readonly BrokenEntry[] => {
  const { file, days, symbol, interval } = window
  if (Number.isNaN(days.to)) return [{ file, detail: 'the metadata have no readable to_date' }]
  if (`${keysOf(keyedWindow(window))(symbol)}.csv` === file) return []
  return [{ file, detail: `the metadata say ${symbol} ${interval}, but that has another key than the file's name` }]
}

const recover = async (
  folder: string,
  unexplained: readonly BrokenEntry[],
  symbols: readonly string[],
  known: readonly KeyedWindow[],
  signal: AbortSignal | undefined,
): Promise<{ recovered: readonly CachedWindow[]; refused: readonly BrokenEntry[] }> => {
  const orphans: Orphan[] = []
  const names = unexplained.map(({ file }) => file)
  for await (const { name, text } of readFiles(folder, names, signal)) {
    const seen = typeof text === 'string' ? glimpse(text) : null
    if (seen) orphans.push({ file: name, glimpse: seen })
  }
  const found = await identify(orphans, symbols, known, signal)
  const tried = new Set(orphans.map(({ file }) => file))
  return {
    recovered: [...found].map(([file, identity]) => recoveredWindow(file, identity)),
    refused: unexplained
      .filter(({ file }) => !found.has(file))
      .map(({ file, detail }) => ({ file, detail: `${detail}; ${tried.has(file) ? noKey : noRow}` })),
  }
}

const noKey = 'no instrument of the list has its key in a window that its rows allow'
const noRow = 'it has no row with a time that would tell its window'

const seriesOf = (windows: readonly CachedWindow[]): readonly (readonly CachedWindow[])[] => {
  const inOrder = windows.toSorted((a, b) => a.cachedAt - b.cachedAt || (a.file < b.file ? -1 : 1))
  const bySeries = Map.groupBy(inOrder, ({ symbol, interval }) => `${symbol} ${interval}`)
  return [...bySeries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

const readMetadataText = async (folder: string, signal: AbortSignal | undefined): Promise<string> => {
  for await (const { text } of readFiles(folder, [metadataFile], signal)) {
    if (typeof text === 'string') return text
    throw new DomainError('invalid-input', `cannot read ${metadataFile} in ${folder}: ${text.message}`, { cause: text })
  }
  throw new DomainError('internal', `${metadataFile} was not read`)
}
