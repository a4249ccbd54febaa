import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** SHA-256 of a file, in hexadecimal; its bytes go through `through` on their way. */
const hashed = async (path: string, to: string, signal?: AbortSignal): Promise<string> => {
  const hash = createHash('sha256')
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(createReadStream(path), counting, createWriteStream(to, { flush: true, mode: 0o600 }), { signal })
  return hash.digest('hex')
}

/** SHA-256 of a file, in hexadecimal. */
export const sha256Of = async (path: string, signal?: AbortSignal): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, { signal })
  return hash.digest('hex')
}

/** Where the copy of a file lies, by its SHA-256. */
export const keptPath = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256)

/** Copies a file into a folder under its SHA-256, which is returned: whole or not at all, and once however often it is called. */
export const keepFile = async (path: string, folder: string, signal?: AbortSignal): Promise<string> => {
  mkdirSync(folder, { recursive: true })
  const partial = join(folder, `.${randomUUID()}`)
  try {
    const sha256 = await hashed(path, partial, signal)
    const kept = keptPath(folder, sha256)
    mkdirSync(dirname(kept), { recursive: true })
    // also over a copy that is there: it may have been changed since
    renameSync(partial, kept)
    return sha256
  } finally {
    rmSync(partial, { force: true })
  }
}
