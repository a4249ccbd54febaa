import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testRedis } from '@fyntrix/cache/testing'
import { testDatabase } from '@fyntrix/db/testing'
import { createFyntrix } from '@fyntrix/sdk'
import { createAccess } from '@fyntrix/services/access'
import { describe, expect, onTestFinished, test } from 'vitest'

const { url: databaseUrl, database } = await testDatabase()
const { url: redisUrl, prefix } = await testRedis()
const closed = 'postgresql://fyntrix:hush@127.0.0.1:1/fyntrix'
const variables = { FYNTRIX_DATABASE_URL: databaseUrl, FYNTRIX_REDIS_URL: redisUrl, FYNTRIX_SOURCE: 'simulated' }

/** The server as a process of its own; it ends with the test at the latest. */
const launch = (env: Record<string, string>) => {
  const home = mkdtempSync(join(tmpdir(), 'fyntrix-main-'))
  const readyFile = join(home, 'ready.json')
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { FYNTRIX_HOME: home, FYNTRIX_READY_FILE: readyFile, FYNTRIX_REDIS_PREFIX: prefix, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(String(chunk)))
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code), output: said.join('') }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(home, { recursive: true })
  })
  return { child, readyFile, ended, output: () => said.join('') }
}

describe('the process', () => {
  test('says on which port it listens, and stops within five seconds although a subscription is open', async () => {
    const apiKey = await createAccess({ db: database, wall: () => new Date() }).createKey('test', ['read'])
    const { child, readyFile, ended } = launch(variables)
    await expect.poll(() => existsSync(readyFile), { timeout: 90_000 }).toBe(true)
    const { port, pid } = JSON.parse(readFileSync(readyFile, 'utf8'))
    expect(pid).toBe(child.pid)

    const states: string[] = []
    const subscription = createFyntrix({ url: `http://127.0.0.1:${port}`, apiKey }).topPicks.subscribe({
      onRun: () => undefined,
      onState: (state) => states.push(state),
    })
    onTestFinished(() => subscription.close())
    await expect.poll(() => states.at(-1), { timeout: 30_000 }).toBe('open')

    // had it taken longer, the process would have ended itself with 1
    child.kill('SIGTERM')
    const { code, output } = await ended
    expect(code).toBe(0)
    expect(output).toContain('"listening"')
    expect(output).toContain('"stopped"')
    for (const secret of [apiKey, databaseUrl, redisUrl]) expect(output).not.toContain(secret)
  }, 150_000)

  test('ends with 1 and one line that names the variable when it is told too little', async () => {
    const { FYNTRIX_SOURCE, ...rest } = variables
    const { code, output } = await launch(rest).ended
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(output).toContain('FYNTRIX_SOURCE')
  }, 120_000)

  test('ends with 1 and says what to do when PostgreSQL is away, without the password', async () => {
    const { code, output } = await launch({ ...variables, FYNTRIX_DATABASE_URL: closed }).ended
    expect(code).toBe(1)
    expect(output).toMatch(/PostgreSQL does not answer.*FYNTRIX_DATABASE_URL/)
    expect(output).not.toMatch(/hush| {4}at /)
  }, 120_000)
})
