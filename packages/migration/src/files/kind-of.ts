import { basename, dirname, extname } from 'node:path'
import type { FileKind } from '../inspection.ts'

const byExtension: Readonly<Record<string, FileKind>> = {
  '.db': 'database',
  '.sqlite': 'database',
  '.sqlite3': 'database',
  '.json': 'json',
  '.jsonl': 'json lines',
  '.csv': 'csv',
  '.pkl': 'pickle',
  '.pickle': 'pickle',
  '.joblib': 'model',
  '.png': 'image',
  '.jpg': 'image',
  '.jpeg': 'image',
  '.webp': 'image',
  '.svg': 'image',
}

/** What SQLite keeps beside a database that is in use. */
const journal = /\.(?:db|sqlite|sqlite3)-(?:wal|shm|journal)$/i
const candleFile = /^[0-9a-f]{32}\.csv$/
const pickFile = /^picks_.+\.json$/
const pickFolders = new Set(['top_picks', 'top_picks_intraday'])

/** What a file of a legacy installation is, by its place and name alone. */
export const kindOf = (path: string): FileKind => {
  const name = basename(path)
  if (name === 'cache_metadata.json') return 'candle metadata'
  if (journal.test(name)) return 'database journal'
  if (candleFile.test(name)) return 'candle file'
  if (pickFile.test(name) && pickFolders.has(basename(dirname(path)))) return 'pick file'
  return byExtension[extname(name).toLowerCase()] ?? 'other'
}
