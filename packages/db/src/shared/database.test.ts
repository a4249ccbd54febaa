import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { asAdmin } from '../testing/admin.ts'
import { freshId, sampleRun, testDatabase, urlOf } from '../testing/index.ts'
import { openDatabase } from './index.ts'

const { database, url } = await testDatabase({ statementTimeoutMs: 5_000 })

test('the entities describe exactly what the migrations made', async () => {
  expect(await database.checkSchema()).toEqual([])
})

test('a migrated database has nothing pending, and migrating it again applies nothing', async () => {
  const { applied, pending } = await database.migrationStatus()
  expect(applied.length).toBeGreaterThan(0)
  expect(pending).toEqual([])
  expect(await database.migrate()).toEqual([])
})

test('five that migrate an empty database at once apply each migration once', { timeout: 60_000 }, async () => {
  const server = inject('postgresUrl')
  const name = `empty_${freshId().replaceAll('-', '')}`
  await asAdmin(server, (client) => client.query(`create database ${name}`))
  // what keeps them apart is a lock of the server, so it does not matter that these are connections of one process
  const handles = Array.from({ length: 5 }, () => openDatabase({ url: urlOf(server, name) }))
  try {
    const applied = await Promise.all(handles.map((handle) => handle.migrate()))
    expect(applied.flat()).toEqual((await database.migrationStatus()).applied)
  } finally {
    await Promise.all(handles.map((handle) => handle.close()))
    await asAdmin(server, (client) => client.query(`drop database ${name} with (force)`))
  }
})

test('no error of the database shows how to connect to it', async () => {
  await using stranger = openDatabase({ url: urlOf(url, 'no_such_database') })
  const { password } = new URL(url)
  for (const call of [() => stranger.ping(), () => stranger.repositories().topPicks.takeFence()]) {
    const error = await call().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'DomainError', code: 'unavailable' })
    expect(String(error)).not.toContain(password)
  }
})

test('a server that is not there is unavailable', async () => {
  await using nowhere = openDatabase({ url: 'postgres://someone:secret@127.0.0.1:1/somewhere' })
  await expect(nowhere.ping()).rejects.toMatchObject({ code: 'unavailable' })
  await expect(nowhere.transaction(async () => 1)).rejects.toMatchObject({ code: 'unavailable' })
  await expect(nowhere.listen('x', () => undefined)).rejects.toMatchObject({ code: 'unavailable' })
})

test('a connection lost amid a transaction fails that one only, however often it happens', async () => {
  // with one connection, each that is not given back would stop everything
  await using database = openDatabase({ url, poolSize: 1 })
  const killer = new pg.Client({ connectionString: url, application_name: 'killer' })
  await killer.connect()
  const kill = () =>
    killer.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
  for (let i = 0; i < 3; i++) {
    const cut = database.transaction(async (tx) => {
      await tx.topPicks.takeFence()
      await kill()
      return tx.topPicks.takeFence()
    })
    await expect(cut).rejects.toMatchObject({ code: 'unavailable' })
  }
  expect(await database.repositories().topPicks.takeFence()).toBeGreaterThan(0)
  await killer.end()
})

test('a listener whose connection was lost connects again and says so', async () => {
  const heard: string[] = []
  const back = Promise.withResolvers<void>()
  const message = Promise.withResolvers<void>()
  await using _listening = await database.listen('news', (notification) => {
    heard.push(notification.kind === 'message' ? notification.payload : notification.kind)
    if (notification.kind === 'message') message.resolve()
    else back.resolve()
  })
  const killer = new pg.Client({ connectionString: url })
  await killer.connect()
  await killer.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`,
  )
  await back.promise
  await killer.query(`notify news, 'hello'`)
  await message.promise
  expect(heard).toEqual(['reconnected', 'hello'])
  await killer.end()
})

test('a listener ends with its signal', async () => {
  const abort = new AbortController()
  const listening = await database.listen('news', () => undefined, abort.signal)
  abort.abort()
  await listening.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `select pid from pg_stat_activity where query like 'listen%' and datname = current_database()`,
  )
  await client.end()
  expect(rows).toEqual([])
})

test('an error of the caller inside a transaction is not taken for one of the database', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect', code: 'ECONNREFUSED' })
  await expect(database.transaction(() => Promise.reject(refused))).rejects.toBe(refused)
})

test('work that goes on after a statement has failed is not reported as committed', async () => {
  const run = sampleRun()
  const careless = database.transaction(async (tx) => {
    await tx.topPicks.insertRun(run, 1)
    await tx.archive
      .upsert({ runId: freshId(), path: 'x', sha256: '', bytes: 0, writtenAt: run.asOf })
      .catch(() => 'never mind')
  })
  await expect(careless).rejects.toMatchObject({ name: 'DomainError' })
  expect(await database.repositories().topPicks.byId(run.id)).toBeNull()
})

test('a statement that takes too long is unavailable, not forever', async () => {
  await using impatient = openDatabase({ url, statementTimeoutMs: 100 })
  const run = sampleRun()
  const waiting = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holder = database.transaction(async (tx) => {
    await tx.topPicks.insertRun(run, 1)
    waiting.resolve()
    await release.promise
  })
  await waiting.promise
  const blocked = impatient.transaction((tx) => tx.topPicks.insertRun(run, 1))
  await expect(blocked).rejects.toMatchObject({ code: 'unavailable' })
  release.resolve()
  await holder
})
