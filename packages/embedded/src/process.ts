import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { hasCode } from './errors.ts'

interface ProcessStat {
  readonly state: string
  readonly startTicks: string
}

/** reads a file or link below /proc; `undefined` when the process is gone or hidden from us */
function probe<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR')) return undefined
    throw error
  }
}

function readStat(pid: number): ProcessStat | undefined {
  const text = probe(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
  if (text === undefined) return undefined
  // the second field, the program's name, may itself hold spaces and brackets: count from its last bracket (proc(5))
  const [state, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const startTicks = rest[18]
  return state === undefined || startTicks === undefined ? undefined : { state, startTicks }
}

/** kill(pid, 0): the only test that every Unix has; it also counts zombies and reused pids as alive */
function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/**
 * When a process started, as an opaque text that no other process with the same pid ever has: clock ticks since boot and
 * the id of that boot. `undefined` when there is no such process, or where there is no /proc (outside Linux).
 */
export function processStartTime(pid: number): string | undefined {
  const stat = readStat(pid)
  if (stat === undefined) return undefined
  const boot = probe(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()) ?? 'unknown-boot'
  return `${stat.startTicks}@${boot}`
}

/**
 * Whether a process runs. A zombie (ended, but not yet collected by its parent) does not.
 * With `startTime`, from {@link processStartTime}, a later process that was given the same pid does not count either.
 */
export function processIsAlive(pid: number, startTime?: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  const stat = readStat(pid)
  if (stat === undefined) return process.platform !== 'linux' && answersSignal(pid)
  if (stat.state === 'Z' || stat.state === 'X') return false
  return startTime === undefined || processStartTime(pid) === startTime
}

/** The arguments that a process was started with; empty for a zombie, a kernel thread, or no process at all. */
export function processArguments(pid: number): readonly string[] {
  const text = probe(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? ''
  return text.split('\0').slice(0, -1)
}

/** The program file that a process runs and its working directory; `undefined` where this process may not look. */
export function processPaths(pid: number): { readonly program: string; readonly directory: string } | undefined {
  return probe(() => ({ program: readlinkSync(`/proc/${pid}/exe`), directory: readlinkSync(`/proc/${pid}/cwd`) }))
}

/** Pids of all processes that fulfil `matches`, in ascending order. Empty where there is no /proc. */
export function findProcesses(matches: (pid: number) => boolean): readonly number[] {
  const names = probe(() => readdirSync('/proc')) ?? []
  return names
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid && matches(pid))
    .sort((a, b) => a - b)
}

/**
 * Sends a signal to a process if `isOurs` still says so at this moment. False when the process is gone or is not ours:
 * pids are reused, and a foreign process is never signalled.
 */
export function signalProcess(pid: number, signal: NodeJS.Signals, isOurs: (pid: number) => boolean): boolean {
  if (!isOurs(pid)) return false
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false
    throw error
  }
}
