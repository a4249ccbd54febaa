import {
  attachPostgres,
  attachRedis,
  FileLockTimeoutError,
  stopPostgres,
  stopRedis,
  withFileLock,
} from '@fyntrix/embedded'
import { CommandFailure } from '../shared/failure.ts'
import { ensureHome, homePaths } from './home.ts'
import { runningState } from './running.ts'

type Paths = ReturnType<typeof homePaths>

/** Which of the home's own servers run already: a guest stops only what it started. */
const found = async ({ postgres, redis }: Paths) => ({
  postgres: (await attachPostgres(postgres)) !== undefined,
  redis: (await attachRedis(redis)) !== undefined,
})

/** Stops the servers that were not found running, unless an installation has come up on them since. To be called under the home's lock. */
const leave = async (home: string, before: Awaited<ReturnType<typeof found>>): Promise<void> => {
  if (runningState(home) !== undefined) return
  const paths = homePaths(home)
  await Promise.all([before.postgres || stopPostgres(paths.postgres), before.redis || stopRedis(paths.redis)])
}

/** Does short `work` on the servers of a home, with the home's lock held: nobody starts or leaves meanwhile. Stops what it started. */
export const visit = (home: string, work: () => Promise<void>): Promise<void> => {
  ensureHome(home)
  const paths = homePaths(home)
  return withFileLock(paths.lock, async () => {
    const before = await found(paths)
    try {
      await work()
    } finally {
      await leave(home, before)
    }
  })
}

/**
 * Does long `work` on the servers of a home, after `prepare` has started them under the home's lock. One such guest at a time; an installation may come up
 * or go down meanwhile. Stops what it started.
 */
export const stay = async <T>(
  home: string,
  prepare: () => Promise<T>,
  work: (prepared: T) => Promise<void>,
): Promise<void> => {
  ensureHome(home)
  const paths = homePaths(home)
  let before = { postgres: true, redis: true }
  const alone = async () => {
    try {
      const prepared = await withFileLock(paths.lock, async () => {
        before = await found(paths)
        return prepare()
      })
      await work(prepared)
    } finally {
      await withFileLock(paths.lock, () => leave(home, before))
    }
  }
  try {
    await withFileLock(paths.guest, alone, { timeoutMs: 1_000 })
  } catch (cause) {
    if (!(cause instanceof FileLockTimeoutError && cause.path === paths.guest)) throw cause
    throw new CommandFailure(
      `process ${cause.holder ?? 'unknown'} replays or migrates in this home: wait for it, then try again`,
    )
  }
}
