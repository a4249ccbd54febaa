import { readEnvelope, readPickle } from '../pickle/index.ts'
import type { Content } from './convert.ts'

/** A decoded pickle, or why it is not read. */
export type Decoded = { readonly content: Content; readonly reason?: undefined } | { readonly reason: string }

/** Most bytes that a pickle unpacks to: twenty times the largest real one. */
const unpacked = 32 * 1024 * 1024

/** Reads a pickle, gzipped or not, as data; nothing in it is run. Models, raw frames and arrays, and whatever names more than dates and numbers, are refused. */
export const decode = (bytes: Uint8Array): Decoded => {
  const read = readPickle(bytes, { bytes: unpacked, size: unpacked })
  if (read.kind === 'refused') return { reason: read.reason }
  const content = readEnvelope(read.value)
  return content.kind === 'refused' ? { reason: content.reason } : { content }
}
