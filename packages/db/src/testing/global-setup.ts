import { join } from 'node:path'
import { startPostgres, startRedis } from '@fyntrix/embedded'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../shared/index.ts'
import { asAdmin } from './admin.ts'
import { templateDatabase, urlOf } from './context.ts'
import { createHome, removeHome } from './home.ts'
import { testRoot } from './test-root.ts'

const state = join(import.meta.dirname, '../../../../.fyntrix')

const makeTemplate = async (serverUrl: string): Promise<void> => {
  await asAdmin(serverUrl, (client) => client.query(`create database ${templateDatabase}`))
  {
    await using database = openDatabase({ url: urlOf(serverUrl, templateDatabase) })
    await database.migrate()
  }
  // whoever is connected to a template keeps others from copying it
  await asAdmin(serverUrl, (client) =>
    client.query(`alter database ${templateDatabase} with is_template true allow_connections false`),
  )
}

/**
 * Starts a PostgreSQL and a Redis for one test run and stops them at its end; two runs at once do not share anything. They live below
 * `FYNTRIX_TEST_DIR`, else in memory, or in `.fyntrix/test` where that has no room.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await createHome(process.env['FYNTRIX_TEST_DIR'] ?? testRoot(join(state, 'test')))
  try {
    const [postgres, redis] = await Promise.all([
      startPostgres({ dir: home.postgres, ephemeral: true, maxConnections: 200, env: process.env }),
      startRedis({ dir: home.redis, binariesDir: join(state, 'redis'), persist: false, env: process.env }),
    ])
    await makeTemplate(postgres.url())
    project.provide('postgresUrl', postgres.url())
    project.provide('redisUrl', redis.url)
  } catch (error) {
    await removeHome(home)
    throw error
  }
  return () => removeHome(home)
}
