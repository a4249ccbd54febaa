import { ServiceUnavailableError } from '../errors.ts'
import { withFileLock } from '../file-lock.ts'
import { lockTimeoutMs, startLock } from '../home.ts'
import { signalProcess } from '../process.ts'
import { becomesTrue } from '../wait.ts'
import { findServer, isServerOf } from './process.ts'

// SIGTERM writes and syncs the append-only file first; after SIGKILL it is there but for the last second
const steps = [
  { signal: 'SIGTERM', waitMs: 15_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const

/** Stops the server of a home under its start lock; resolves when its process is gone; false when none ran. */
export async function terminate(home: string): Promise<boolean> {
  if (findServer(home) === undefined) return false
  return withFileLock(startLock(home), () => signalUntilGone(home), { timeoutMs: lockTimeoutMs })
}

async function signalUntilGone(home: string): Promise<boolean> {
  const isOurs = isServerOf(home)
  const pid = findServer(home)
  if (pid === undefined) return false
  for (const { signal, waitMs } of steps) {
    signalProcess(pid, signal, isOurs)
    if (await becomesTrue(() => !isOurs(pid), { timeoutMs: waitMs })) return true
  }
  throw new ServiceUnavailableError({
    service: 'Redis',
    code: 'stop-failed',
    problem: `the server of ${home} (pid ${pid}) does not end, not even when killed`,
    remedy: 'A process that withstands SIGKILL waits for a device: look at its disk.',
  })
}
