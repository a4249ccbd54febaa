import { statfsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** Bytes: far more than a run of all tests leaves behind. */
const roomWanted = 6 * 2 ** 30

const roomIn = (folder: string): number => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    // no such file system here
    return 0
  }
}

/** Where test runs keep their servers: in memory where there is room, since hundreds of databases are made and dropped, each of hundreds of files; else in `folder`. */
export const testRoot = (folder: string): string =>
  roomIn(memory) < roomWanted ? folder : join(memory, `fyntrix-test-${userInfo().uid}`)
