import { mkdirSync } from 'node:fs'
import { stopPostgres, stopRedis, withFileLock } from '@fyntrix/embedded'
import type { CliEnvironment } from '../env.ts'
import { ensureHome, type HomeConfig, homePaths } from './home.ts'
import type { UpRequest } from './lane.ts'
import { prepareRuns } from './prepare.ts'
import { type HomeTools, prepareHome } from './prepare-home.ts'
import { refuseWhileRunning } from './running.ts'
import { type Supervised, supervise } from './supervise.ts'
import type { WorkersChoice } from './workers.ts'

/** What is asked of `up`. */
export interface BringUpRequest extends UpRequest {
  readonly workers: WorkersChoice
}

export interface BroughtUp extends Supervised {
  readonly config: HomeConfig
}

/**
 * Brings a home to where it serves: PostgreSQL, Redis, tables, candles, first runs, server, scheduler and workers. Each step finds what an
 * earlier, perhaps interrupted, start has done already. Throws, with its own servers stopped again, when a step fails.
 */
export const bringUp = async (env: CliEnvironment, request: BringUpRequest, tools: HomeTools): Promise<BroughtUp> => {
  ensureHome(env.home)
  const paths = homePaths(env.home)
  mkdirSync(paths.calendars, { recursive: true })
  return withFileLock(paths.lock, async () => {
    refuseWhileRunning(env.home)
    try {
      return await start(env, request, tools)
    } catch (cause) {
      await Promise.all([stopRedis(paths.redis), stopPostgres(paths.postgres)])
      throw cause
    }
  })
}

const start = async (env: CliEnvironment, request: BringUpRequest, tools: HomeTools): Promise<BroughtUp> => {
  const { progress } = tools
  const { settings, config, changed, embedded } = await prepareHome(env, request, tools)
  // views of another lane must not be taken for this one's
  const forget = changed && embedded.redis
  await prepareRuns(progress, settings, {
    credentials: homePaths(env.home).credentials,
    forget,
    queued: request.workers.kind === 'bullmq',
  })
  const { databaseUrl, redisUrl } = settings
  const supervised = await progress.step(
    request.workers.here > 0 ? 'server, scheduler and workers' : 'server and scheduler',
    () => supervise({ env, config, workers: request.workers, databaseUrl, redisUrl, embedded }),
    ({ url }) => url,
  )
  return { ...supervised, config }
}
