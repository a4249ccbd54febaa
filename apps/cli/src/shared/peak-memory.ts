import { readFileSync } from 'node:fs'

/** The most memory that a process had so far, in bytes, as Linux tells it of the program that runs now: `getrusage` would tell of whoever started it too. 0 where nothing is told. */
export const peakMemoryOf = (pid: number | 'self'): number => {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) * 1_024
  } catch {
    return 0
  }
}
