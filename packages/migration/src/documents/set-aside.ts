import { createHash } from 'node:crypto'
import type { ImportedReject } from '@fyntrix/db/imported'

/** Bytes of an item that cannot be a row, or what is known of more of them than are held at once. */
export type AsideBytes = Uint8Array | { readonly bytes: number; readonly sha256: string }

/** The most bytes that are kept beside the reason; the file that they come from is kept whole. */
const most = 16 * 1024 * 1024

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of bytes as it stands there, a mark of byte order included; null where they are no UTF-8. */
export const textOf = (bytes: Uint8Array): string | null => {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

const cellsOf = (what: AsideBytes): unknown => {
  if (!(what instanceof Uint8Array)) return what
  if (what.length > most) return { bytes: what.length, sha256: createHash('sha256').update(what).digest('hex') }
  const text = textOf(what)
  // PostgreSQL's text has no U+0000, not even as JSON writes it
  return text === null || text.includes('\0') ? { bytes: Buffer.from(what).toString('base64') } : { text }
}

/** An item that cannot be a row: `{"text": "…"}`, `{"bytes": "base64"}`, or the number and SHA-256 of its bytes. */
export const setAside = (
  item: number,
  reason: string,
  detail: string,
  what: AsideBytes,
  knownBy: string | null = null,
): ImportedReject => ({
  row: BigInt(item),
  knownBy,
  reason,
  detail,
  cells: JSON.stringify(cellsOf(what)),
})
