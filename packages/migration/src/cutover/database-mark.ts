import { statSync } from 'node:fs'

const statOf = (path: string): string => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? '-' : `${found.ino}:${found.size}:${found.mtimeNs}`
}

/** What changes with every commit to a database: size and time of its file, and of the log that is written ahead. Reading does not change it. */
export const databaseMark = (file: string): string => [file, `${file}-wal`, `${file}-journal`].map(statOf).join(' ')
