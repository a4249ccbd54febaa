import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'

/** The names of the entries of a folder, sorted. Throws `invalid-input` if it cannot be listed, saying what to do. */
export const listFolder = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).sort()
  } catch (cause) {
    throw new DomainError('invalid-input', `cannot list the candle folder ${folder}: ${reasonOf(cause)}`, { cause })
  }
}

/** The names of CSV files among some names. */
export const csvNames = (names: readonly string[]): readonly string[] => names.filter((name) => name.endsWith('.csv'))

/** A file of a folder: its text or, as an `Error`, why it cannot be read. */
export interface FolderFile {
  readonly name: string
  readonly text: string | Error
}

/**
 * The files of a folder in the order of `names`; the next one is being read while the caller works on one. A file that
 * cannot be read does not hide the others: the caller reports it and goes on. Throws the signal's reason when aborted.
 */
export async function* readFiles(
  folder: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FolderFile> {
  const read = (index: number) => {
    const name = names[index]
    return name === undefined ? null : readText(folder, name)
  }
  let next = read(0)
  for (const [index, name] of names.entries()) {
    const text = await next
    signal?.throwIfAborted()
    next = read(index + 1)
    if (text !== null) yield { name, text }
  }
}

/** The first line of a file without its line break, or null if it cannot be read or is far longer than any header. */
export const readFirstLine = async (folder: string, name: string): Promise<string | null> => {
  try {
    await using file = await open(join(folder, name))
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    const [line, rest] = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 2)
    return rest === undefined && bytesRead === 512 ? null : (line ?? null)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return null
    throw cause
  }
}

const readText = async (folder: string, name: string): Promise<string | Error> => {
  try {
    return await readFile(join(folder, name), 'utf8')
  } catch (cause) {
    return new Error(reasonOf(cause), { cause })
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
}

/** Why a file could not be read, in words where they are known. */
export const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause ? String(cause.code) : ''
  return reasons[code] ?? cause.message
}
