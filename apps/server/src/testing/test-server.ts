import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testRedis } from '@fyntrix/cache/testing'
import type { Database } from '@fyntrix/db/shared'
import { testDatabase } from '@fyntrix/db/testing'
import type { Scope } from '@fyntrix/domain/access'
import { newId } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import { createFyntrix, type FyntrixClient } from '@fyntrix/sdk'
import { createAccess } from '@fyntrix/services/access'
import { afterAll } from 'vitest'
import type { Env } from '../env.ts'
import { createLog } from '../shared/log.ts'
import { type RunningServer, startServer } from '../start.ts'
import { emptyRun } from './run.ts'

/** A server on a database, a Redis prefix and a home of the test file's own; all of it goes after the last test. */
export interface TestServer {
  readonly env: Env
  readonly database: Database
  /** Lines that the server wrote to its log so far. */
  readonly logged: readonly string[]
  url(): string
  /** Makes a key with these scopes. */
  key(...scopes: Scope[]): Promise<string>
  /** A client under a new key with these scopes. */
  client(...scopes: Scope[]): Promise<FyntrixClient>
  /** Makes a key for reading that is worthless from `expiresAt` on. */
  expiringKey(expiresAt: Date): Promise<string>
  stop(): Promise<void>
  /** Starts it again, where it listened before. */
  start(): Promise<void>
}

/** Records a run as the services do, in one transaction with its outbox row: a running server's relay publishes it. */
export const published = async (database: Database, changes: Partial<TopPicksRun> = {}): Promise<TopPicksRun> => {
  const run = emptyRun(changes)
  const { id: runId, lane, universe, mode } = run
  const fence = await database.repositories().topPicks.takeFence()
  await database.transaction(async (tx) => {
    await tx.topPicks.insertRun(run, fence)
    await tx.topPicks.advanceHead(run, fence)
    await tx.outbox.append({ topic: 'top-picks.run-recorded', runId, lane, universe, mode }, newId(new Date()))
  })
  return run
}

/** Starts one over real PostgreSQL and Redis, on a free port. The clock runs; candles there are none. */
export const testServer = async (changes: Partial<Env> = {}): Promise<TestServer> => {
  const { database, url: databaseUrl } = await testDatabase()
  const { prefix, url: redisUrl } = await testRedis()
  const home = mkdtempSync(join(tmpdir(), 'fyntrix-server-'))
  const logged: string[] = []
  const log = createLog('debug', { write: (line) => logged.push(line) })
  const onFatal = (error: unknown) => {
    throw error
  }
  let env: Env = {
    databaseUrl,
    redisUrl,
    home,
    source: 'simulated',
    asOf: null,
    port: 0,
    workers: 'daemon',
    readyFile: null,
    redisPrefix: prefix,
    // a machine that is busy with other tests is slow, not away
    cacheDeadline: 5_000,
    callsPerMinute: 10_000,
    failedKeysPerMinute: 10_000,
    corsOrigins: [],
    trustedProxies: [],
    llm: { on: false, reason: 'no model is asked in tests' },
    logLevel: 'debug',
    ...changes,
  }
  let running: RunningServer | undefined
  const start = async () => {
    running = await startServer(env, { log, onFatal })
    env = { ...env, port: running.port }
  }
  const stop = async () => {
    await running?.close()
    running = undefined
  }
  const url = () => `http://127.0.0.1:${env.port}`
  const access = createAccess({ db: database, wall: () => new Date() })
  const key = (...scopes: Scope[]) => access.createKey('test', scopes)

  const expiringKey = (expiresAt: Date) => access.createKey('test', ['read'], expiresAt)

  await start()
  afterAll(async () => {
    await stop()
    rmSync(home, { recursive: true })
  })
  return {
    env,
    database,
    logged,
    url,
    key,
    expiringKey,
    client: async (...scopes) => createFyntrix({ url: url(), apiKey: await key(...scopes) }),
    stop,
    start,
  }
}
