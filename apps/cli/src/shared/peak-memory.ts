import { readFileSync } from 'node:fs'

/** The most memory that a process had so far, in bytes, as Linux tells it of the program that runs now: `getrusage` would tell of whoever started it too. Null where nothing is told: on another system, or once it is gone. */
export const peakMemoryOf = (pid: number | 'self'): number | null => {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found === null ? null : Number(found[1]) * 1_024
  } catch {
    return null
  }
}
