import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { hasCode } from '../errors.ts'
import { findProcesses, processArguments, processIsAlive } from '../process.ts'
import { configFile, pidFile } from './config.ts'

/** The name under which every server appears in the process list, whichever program it is. */
export const processName = 'redis-server'

/** Whether a process is the server of this home: alive, and started as `redis-server <home>/redis.conf`. */
export function isServerOf(home: string): (pid: number) => boolean {
  const config = configFile(home)
  return (pid) => {
    const [program = '', argument] = processArguments(pid)
    return basename(program) === processName && argument === config && processIsAlive(pid)
  }
}

/** Pid of the running server of this home: the one that its pid file names, else by looking at all processes. */
export function findServer(home: string): number | undefined {
  const isOurs = isServerOf(home)
  const named = readPid(home)
  return named !== undefined && isOurs(named) ? named : findProcesses(isOurs)[0]
}

function readPid(home: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(pidFile(home), 'utf8'), 10)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}
