import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { DomainError } from '@fyntrix/domain/shared'
import { FileLockTimeoutError, withFileLock } from '@fyntrix/embedded'

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Makes sure that names in a folder outlast a crash of the machine. */
export const syncFolder = (folder: string): void => {
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

const hasCode = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** Runs what touches files. What the system refuses becomes `unavailable`, with the path and what to look at; nothing of a file's content is in it. */
export const touching = <T>(path: string, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof DomainError || !hasCode(error)) throw error
    throw new DomainError(
      'unavailable',
      `${path}: ${error.code}: see that it can be written by this user, and that the disk has room`,
      {
        cause: error,
      },
    )
  }
}

/** Runs work on an installation while no other process does. Throws `conflict`, at once, where another one does; the lock of one that died is taken over. */
export const alone = async <T>(root: string, work: () => T): Promise<T> => {
  try {
    return await withFileLock(`${root}/.fyntrix-configuration.lock`, work, { timeoutMs: 100 })
  } catch (error) {
    if (error instanceof FileLockTimeoutError)
      throw new DomainError(
        'conflict',
        `the configuration in ${root} is being changed by process ${error.holder ?? 'unknown'}: wait until it is done`,
        {
          cause: error,
        },
      )
    if (hasCode(error))
      return touching(root, () => {
        throw error
      })
    throw error
  }
}
