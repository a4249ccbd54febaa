import { printable } from '../configuration/index.ts'
import type { Problem } from '../inspection.ts'
import type { Verified } from '../verify.ts'
import type { ShadowReport } from './shadow/shadow.ts'

const mostRecorded = 100
const longest = 500

/** What of an installation is not read. A database that is locked is read another time. */
export const notImportedOf = ({ unread, locked }: Pick<Verified, 'unread' | 'locked'>): readonly Problem[] =>
  unread.filter(({ place }) => !locked.includes(place))

/** JSON of PostgreSQL takes neither NUL nor half a character. */
const recordable = (text: string): string => printable(text.slice(0, longest))

/** What is recorded with a switch, in milliseconds where it is a time. Of what is not imported it has the number and the first 100, each text cut after 500 UTF-16 units. */
export const provedOf = (
  verified: Pick<Verified, 'tables' | 'candles' | 'documents' | 'files' | 'unread' | 'locked'>,
  shadow: Pick<ShadowReport, 'reads' | 'seed' | 'explained' | 'unexplained'>,
  quietMs: number,
) => {
  const notImported = notImportedOf(verified)
  return {
    tables: verified.tables.map(({ path, table, proved, deleted, hash }) => ({ path, table, proved, deleted, hash })),
    candles: verified.candles.map(({ folder, bars, versions }) => ({ folder, bars, versions })),
    documents: verified.documents.map(({ path, proved, hash }) => ({ path, proved, hash })),
    files: verified.files.proved,
    notImported: {
      count: notImported.length,
      first: notImported
        .slice(0, mostRecorded)
        .map(({ place, reason }) => ({ place: recordable(place), reason: recordable(reason) })),
    },
    shadow: { reads: shadow.reads, seed: shadow.seed, explained: shadow.explained, unexplained: shadow.unexplained },
    quietMs,
  }
}
