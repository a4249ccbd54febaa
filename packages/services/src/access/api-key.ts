import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** `fx_` + eight characters that find the row + `_` + 43 characters of 256 random bits. Only the hash is stored. */
const shape = /^fx_([0-9a-f]{8})_([A-Za-z0-9_-]{43})$/

export interface NewApiKey {
  readonly key: string
  readonly prefix: string
  readonly hash: Buffer
}

/** SHA-256 of the whole key: enough for a secret of 256 random bits, which nobody can guess. */
export const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Makes a key. It is shown once; what is kept cannot be turned back into it. */
export const generateKey = (): NewApiKey => {
  const prefix = randomBytes(4).toString('hex')
  const key = `fx_${prefix}_${randomBytes(32).toString('base64url')}`
  return { key, prefix, hash: hashKey(key) }
}

/** The prefix of a well-formed key, undefined for anything else. */
export const prefixOf = (key: string): string | undefined => shape.exec(key)?.[1]

/** Compares in constant time. */
export const matches = (key: string, hash: Uint8Array): boolean => {
  const given = hashKey(key)
  return given.length === hash.length && timingSafeEqual(given, hash)
}
