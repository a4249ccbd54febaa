import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentRule } from './document-rules.ts'
import { beginning, type ItemStretch, type Position } from './item-stretches.ts'
import { stretchesOfDocument } from './read-document.ts'
import { stretchesOfLines } from './read-lines.ts'

/** A file whose items become rows. */
export interface LegacyDocument {
  /** Relative to the installation. */
  readonly path: string
  readonly bytes: number
  readonly rule: DocumentRule
}

const tailBytes = 4_096

/** SHA-256 of the bytes before a place; empty at the beginning, and undefined where the file ends before it. */
export const tailOf = (root: string, { path }: LegacyDocument, { bytes }: Position): string | undefined => {
  if (bytes === 0) return ''
  const file = openSync(join(root, path), 'r')
  try {
    if (fstatSync(file).size < bytes) return undefined
    const tail = Buffer.alloc(Math.min(tailBytes, bytes))
    const read = readSync(file, tail, 0, tail.length, bytes - tail.length)
    return createHash('sha256').update(tail.subarray(0, read)).digest('hex')
  } finally {
    closeSync(file)
  }
}

/** The items of a file from a place of it, up to another or to its end; of a file of JSON always all. */
export const stretchesOf = (
  root: string,
  { path, rule }: LegacyDocument,
  { from = beginning, upTo = null }: { readonly from?: Position; readonly upTo?: number | null } = {},
): AsyncGenerator<ItemStretch, void> =>
  rule.layout === 'lines'
    ? stretchesOfLines(rule, join(root, path), { from, upTo })
    : stretchesOfDocument(rule, join(root, path))
