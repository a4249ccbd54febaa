import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { hasCode } from '../errors.ts'
import { findProcesses, processArguments, processIsAlive, processPaths, signalProcess } from '../process.ts'
import { becomesTrue } from '../wait.ts'

/** A line of `postmaster.pid`, from zero, as PostgreSQL 18 writes it (pidfile.h). */
const pidFileLine = { pid: 0, port: 3, status: 7 } as const

/** The content of `postmaster.pid`; it may be stale. */
export interface PidFile {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/** Reads `postmaster.pid`; `undefined` when it is absent. Fields that are not yet written are NaN or false. */
export function readPidFile(data: string): PidFile | undefined {
  let lines: readonly string[]
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
  return {
    pid: Number.parseInt(lines[pidFileLine.pid] ?? '', 10),
    port: Number.parseInt(lines[pidFileLine.port] ?? '', 10),
    ready: (lines[pidFileLine.status] ?? '').trim() === 'ready',
  }
}

/** Whether a process is the postmaster of this data directory: alive, and started as `postgres -D <data>`. */
export function isPostmasterOf(data: string): (pid: number) => boolean {
  return (pid) => {
    const [program = '', option, directory] = processArguments(pid)
    return basename(program) === 'postgres' && option === '-D' && directory === data && processIsAlive(pid)
  }
}

/** Pid of the running postmaster of this data directory: the one that its pid file names, else by looking at all. */
export function findPostmaster(data: string): number | undefined {
  const isOurs = isPostmasterOf(data)
  const named = readPidFile(data)?.pid
  return named !== undefined && isOurs(named) ? named : findProcesses(isOurs)[0]
}

/** Whether a process is one of the server's workers: the program `postgres`, at work in this data directory. */
function isWorkerOf(data: string): (pid: number) => boolean {
  return (pid) => {
    const paths = processPaths(pid)
    // the kernel adds ' (deleted)' to the path when the package was reinstalled under a running server
    return paths?.directory === data && /\/postgres( \(deleted\))?$/.test(paths.program)
  }
}

/**
 * Waits until no process of a server whose postmaster died is left: they hold its shared memory, and a new server
 * refuses to start beside them. Those that are busy do not notice that it died; they are told to quit, then killed,
 * which loses nothing: what they had not committed is lost with the postmaster. False if one withstands all this.
 */
export async function clearOrphans(data: string): Promise<boolean> {
  const isOrphan = isWorkerOf(data)
  const gone = (): boolean => findProcesses(isOrphan).length === 0
  if (await becomesTrue(gone, { timeoutMs: 1_000 })) return true
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of findProcesses(isOrphan)) signalProcess(pid, signal, isOrphan)
    if (await becomesTrue(gone, { timeoutMs: 3_000 })) return true
  }
  return false
}
