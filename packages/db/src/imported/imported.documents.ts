import { createHash } from 'node:crypto'
import { CopyWriter } from '../shared/copy-binary.ts'
import { canonicalSql, canonicalValue } from './canonical.ts'
import type { ImportedReject } from './imported.tables.ts'

/** An item of a file of JSON, or a line of one of lines. */
export interface ImportedDocument {
  /** Its position from 0, or the number of its line from 1; below -1 where it is no longer in its file. */
  readonly item: number
  /** By what it is the same one wherever it stands in its file, and whatever else of it is updated; null where that is all that it says. */
  readonly knownBy: string | null
  readonly kind: string
  readonly symbol: string | null
  /** When it happened: whole microseconds since 1970-01-01 UTC. */
  readonly at: number | null
  /** Codes of what speaks against it, separated by spaces. */
  readonly suspect: string | null
  /** As it was written: UTF-8 without U+0000. */
  readonly body: Uint8Array
}

/** Items of a file by their numbers: above `after`, up to `upTo`; null for no bound. */
export interface ItemSpan {
  readonly after: number
  readonly upTo: number | null
}

/** An item by the SHA-256 of all that is kept of it. */
export interface HashedItem {
  readonly item: number
  readonly hash: string
  /** Whether it stands in quarantine. */
  readonly aside: boolean
}

const columns = ['path', 'item', 'known_by', 'kind', 'symbol', 'at', 'suspect', 'body']
const chunkBytes = 1 << 20

/** The statement that `encodeDocuments` writes for. */
export const copyDocuments = `copy imported.documents (${columns.join(', ')}) from stdin (format binary)`

/** Items as binary COPY data. */
export function* encodeDocuments(path: string, documents: readonly ImportedDocument[]): Iterable<Buffer> {
  const writer = new CopyWriter(chunkBytes)
  const textOrNull = (value: string | null) => (value === null ? writer.null() : writer.text(value))
  for (const { item, knownBy, kind, symbol, at, suspect, body } of documents) {
    writer.row(columns.length)
    writer.text(path)
    writer.int4(item)
    textOrNull(knownBy)
    writer.text(kind)
    textOrNull(symbol)
    if (at === null) writer.null()
    else writer.micros(at)
    textOrNull(suspect)
    writer.raw(body)
    if (writer.pending >= chunkBytes) yield writer.take()
  }
  writer.end()
  yield writer.take()
}

/** What is proved of an item, before its body. */
const headOf = ({ item, knownBy, kind, symbol, at, suspect, body }: ImportedDocument): string => {
  const text = [knownBy, kind, symbol, suspect].map((value) => canonicalValue('text', value))
  return `${[item, ...text, canonicalValue('instant', at)].join('|')}|${body.length}:`
}

const rejectOf = ({ row, knownBy = null, reason, cells }: ImportedReject): string =>
  [String(row), ...[knownBy, reason, cells].map((value) => canonicalValue('text', value))].join('|')

const joined = (...parts: readonly string[]): string => parts.join(` || '|' || `)

/** The expression that writes an item as `hashItems` does. */
export const documentSql = joined(
  'item::text',
  ...['known_by', 'kind', 'symbol', 'suspect'].map((column) => canonicalSql('text', column)),
  canonicalSql('instant', 'at'),
  canonicalSql('text', 'body'),
)

/** The same of what stands in quarantine. */
export const rejectSql = joined(
  'source_row::text',
  ...['known_by', 'reason', 'cells'].map((column) => canonicalSql('text', column)),
)

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** SHA-256 of items in the canonical form: of each, those in quarantine last, and of all these hashes one after the other. */
export const hashItems = (
  documents: readonly ImportedDocument[],
  rejects: readonly ImportedReject[],
): { readonly hash: string; readonly each: () => readonly HashedItem[] } => {
  const hashes = [
    ...documents.map((document) => sha256(headOf(document), document.body)),
    ...rejects.map((reject) => sha256(rejectOf(reject))),
  ]
  return {
    hash: sha256(...hashes).toString('hex'),
    each: () =>
      hashes.map((hash, i) => {
        const document = documents[i]
        const item = document?.item ?? Number(rejects[i - documents.length]?.row)
        return { item, hash: hash.toString('hex'), aside: document === undefined }
      }),
  }
}
