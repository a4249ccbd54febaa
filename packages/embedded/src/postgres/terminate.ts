import { ServiceUnavailableError } from '../errors.ts'
import { withFileLock } from '../file-lock.ts'
import { lockTimeoutMs, startLock } from '../home.ts'
import { signalProcess } from '../process.ts'
import { becomesTrue } from '../wait.ts'
import { dataDirectory } from './cluster.ts'
import { clearOrphans, findPostmaster, isPostmasterOf } from './postmaster.ts'

/** `fast` rolls back open transactions and writes all to disk; `immediate` leaves that to the next start. */
export type PostgresStopMode = 'fast' | 'immediate'

interface Step {
  readonly signal: NodeJS.Signals
  readonly waitMs: number
}

// the postmaster itself kills workers that have not quit 5 s after SIGQUIT; SIGKILL is for one that is stopped or stuck
const immediately: readonly Step[] = [
  { signal: 'SIGQUIT', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
]
const steps: Readonly<Record<PostgresStopMode, readonly Step[]>> = {
  fast: [{ signal: 'SIGINT', waitMs: 30_000 }, ...immediately],
  immediate: immediately,
}

/**
 * Stops the server of a home under its start lock, so that no other process attaches to one that is going down.
 * Resolves when neither the postmaster nor a worker is left; false when none ran.
 */
export async function terminate(home: string, mode: PostgresStopMode = 'fast'): Promise<boolean> {
  const data = dataDirectory(home)
  if (findPostmaster(data) === undefined) return false
  return withFileLock(startLock(home), () => signalUntilGone(data, mode), { timeoutMs: lockTimeoutMs })
}

async function signalUntilGone(data: string, mode: PostgresStopMode): Promise<boolean> {
  const isOurs = isPostmasterOf(data)
  const pid = findPostmaster(data)
  if (pid === undefined) return false
  for (const { signal, waitMs } of steps[mode]) {
    signalProcess(pid, signal, isOurs)
    if ((await becomesTrue(() => !isOurs(pid), { timeoutMs: waitMs })) && (await clearOrphans(data))) return true
  }
  throw new ServiceUnavailableError({
    service: 'PostgreSQL',
    code: 'stop-failed',
    problem: `the server of ${data} (pid ${pid}) does not end, not even when killed`,
    remedy: 'A process that withstands SIGKILL waits for a device: look at its disk.',
  })
}
