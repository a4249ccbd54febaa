import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { attachPostgres, type PostgresServer, startPostgres, stopPostgres } from '../index.ts'
import { findProcesses, processArguments, processIsAlive, processPaths } from '../process.ts'
import { contend, reportOf } from '../testing/contend.ts'
import { temporaryDirectory, testEnvironment } from '../testing/index.ts'
import { accepts } from '../testing/sockets.ts'

// several processes and servers on a machine that may be busy: a bound, not an expectation
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const env = testEnvironment()

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows
  } finally {
    await client.end()
  }
}

describe('five processes that start PostgreSQL in an empty directory at once', () => {
  const parent = temporaryDirectory()
  const dir = join(parent, 'postgres')
  let server: PostgresServer
  let reports: ReturnType<typeof reportOf>[]

  beforeAll(async () => {
    // what an initdb leaves behind that was killed
    mkdirSync(join(dir, 'data.init-1/base'), { recursive: true })
    reports = (await Promise.all(Array.from({ length: 5 }, () => contend('start-postgres', dir)))).map(reportOf)
    server = await startPostgres({ dir, env, database: 'market' })
  })
  afterAll(async () => {
    await stopPostgres(dir, 'immediate')
    rmSync(parent, { recursive: true })
  })

  test('all get the same server, which one of them started and which outlives them', () => {
    expect(new Set(reports.map(({ pid, port, url }) => `${pid} ${port} ${url}`)).size).toBe(1)
    expect(reports.filter(({ started }) => started)).toHaveLength(1)
    expect(server).toMatchObject({ pid: reports[0]?.pid, port: reports[0]?.port, started: false })
    expect(processIsAlive(server.pid)).toBe(true)
    expect(readdirSync(dir).sort()).toEqual(['data', 'instance.json', 'password', 'postgres.log'])
  })

  test('get PostgreSQL 18 in UTC with checksums, the built-in locale and SCRAM', async () => {
    const settings = [
      'server_version',
      'TimeZone',
      'data_checksums',
      'server_encoding',
      'password_encryption',
      'max_connections',
    ]
    const columns = settings.map((name) => `current_setting('${name}') as "${name}"`).join(', ')
    expect(
      await query(
        server.url(),
        `select ${columns}, datlocprovider, datlocale from pg_database where datname = current_database()`,
      ),
    ).toEqual([
      {
        server_version: expect.stringMatching(/^18\./),
        TimeZone: 'UTC',
        data_checksums: 'on',
        server_encoding: 'UTF8',
        password_encryption: 'scram-sha-256',
        max_connections: '100',
        datlocprovider: 'b',
        datlocale: 'C.UTF-8',
      },
    ])
  })

  test('find the named database made, and others that attach are pointed to it', async () => {
    expect(await query(server.url(), 'select current_database() as name')).toEqual([{ name: 'market' }])
    expect((await attachPostgres(dir))?.url()).toBe(server.url('market'))
    expect(reportOf(await contend('attach-postgres', dir)).url).toBe(server.url('market'))
  })

  test('are served on 127.0.0.1 alone', async () => {
    // all of 127/8 is this machine: whoever listens on every address answers at 127.0.0.2 too
    expect(await accepts('127.0.0.1', server.port)).toBe(true)
    expect(await accepts('127.0.0.2', server.port)).toBe(false)
  })

  test('are refused without the password', async () => {
    const url = new URL(server.url())
    url.password = 'guess'
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('share a password that others can neither read nor see in the process list', () => {
    const { password } = new URL(server.url())
    const files = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.map(({ name }) => [name, statSync(join(dir, name)).mode & 0o777])).toEqual(
      files.map(({ name }) => [name, 0o600]),
    )
    expect(files.map(({ name }) => name)).toContain('password')
    expect(findProcesses((pid) => processArguments(pid).some((argument) => argument.includes(password)))).toEqual([])
  })

  test('leave no process once another process stops the server by its directory', async () => {
    const data = join(dir, 'data')
    const ofServer = () => findProcesses((pid) => processPaths(pid)?.directory === data)
    expect(ofServer()).toContain(server.pid)
    expect(await stopPostgres(dir)).toBe(true)
    expect(ofServer()).toEqual([])
    expect(await stopPostgres(dir)).toBe(false)
    expect(await attachPostgres(dir)).toBeUndefined()
  })
})

test('a directory that never held a server has nothing to attach to or to stop', async () => {
  expect(await attachPostgres('/nonexistent/postgres')).toBeUndefined()
  expect(await stopPostgres('/nonexistent/postgres')).toBe(false)
})
