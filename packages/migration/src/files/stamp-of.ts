import { statSync } from 'node:fs'

/** What changes with every write to a file: which one it is, its size and time. Reading does not change it. `-` where there is none. */
export const stampOf = (path: string): string => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? '-' : `${found.ino}:${found.size}:${found.mtimeNs}`
}
