import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

/**
 * `fx_` + eight characters that find the row + `_` + 43 characters of 256 random bits + `_` + eight characters that tell a mistyped key from an
 * unknown one. The last part is missing from keys that were made before there was one. Only the hash of the whole is stored.
 */
const shape = /^(fx_([0-9a-f]{8})_[A-Za-z0-9_-]{43})(?:_([0-9a-f]{8}))?$/

export interface NewApiKey {
  readonly key: string
  readonly prefix: string
  readonly hash: Buffer
}

const checksumOf = (text: string): string => crc32(text).toString(16).padStart(8, '0')

/** SHA-256 of the whole key: enough for a secret of 256 random bits, which nobody can guess. */
export const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Makes a key. It is shown once; what is kept cannot be turned back into it. */
export const generateKey = (): NewApiKey => {
  const prefix = randomBytes(4).toString('hex')
  const unchecked = `fx_${prefix}_${randomBytes(32).toString('base64url')}`
  const key = `${unchecked}_${checksumOf(unchecked)}`
  return { key, prefix, hash: hashKey(key) }
}

/** What a text is, seen without any store: the prefix of a key that may exist, a key with a slip in it, or no key at all. */
export type ReadKey =
  | { readonly kind: 'key'; readonly prefix: string }
  | { readonly kind: 'mistyped' }
  | { readonly kind: 'none' }

/** Reads what somebody sent as a key. The checksum is no secret: it proves nothing and only finds slips. */
export const readKey = (text: string): ReadKey => {
  const [, unchecked, prefix, checksum] = shape.exec(text) ?? []
  if (unchecked === undefined || prefix === undefined) return { kind: 'none' }
  return checksum === undefined || checksum === checksumOf(unchecked) ? { kind: 'key', prefix } : { kind: 'mistyped' }
}

/** Compares in constant time. */
export const matches = (key: string, hash: Uint8Array): boolean => {
  const given = hashKey(key)
  return given.length === hash.length && timingSafeEqual(given, hash)
}
