import { openDatabase } from '@fyntrix/db/shared'
import { freshId } from '@fyntrix/db/testing'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { testServices } from '../testing/index.ts'
import { createAudit } from './audit.ts'
import { longestInput, redact } from './redact.ts'

const { services, databaseUrl } = await testServices({ asOf: '2026-07-09T10:30:00.000Z' })
const { audit } = services
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const by = { keyId: freshId(), userId: freshId() }
const call = (n: number) => ({
  by,
  procedure: 'policies.draft',
  input: { n },
  outcome: 'ok' as const,
  requestId: `r${n}`,
})
const writes = (count: number, from = 0) =>
  Promise.all(Array.from({ length: count }, (_, n) => audit.record(call(from + n))))

beforeEach(async () => {
  await client.query('delete from audit_log')
  await client.query(`update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex')`)
})

test('writers in several processes at once make one unbroken chain', async () => {
  const processes = Array.from({ length: 4 }, () => openDatabase({ url: databaseUrl, poolSize: 4 }))
  await Promise.all(
    processes.flatMap((db) => {
      const own = createAudit({ db, wall: () => new Date(), log: silentLog })
      return Array.from({ length: 50 }, (_, n) => own.record(call(n)))
    }),
  )
  await Promise.all(processes.map((db) => db.close()))
  expect(await audit.verify({})).toMatchObject({ intact: true, entries: 200, head: { seq: 200 }, problems: [] })
  // also while others write
  const [verdict] = await Promise.all([audit.verify({}), writes(20)])
  expect(verdict.problems).toEqual([])
})

test('one entry that cannot be added does not keep out those that go with it', async () => {
  const bad = { ...call(1), requestId: 'a\u0000b' }
  const errors: unknown[] = []
  await using db = openDatabase({ url: databaseUrl })
  const own = createAudit({ db, wall: () => new Date(), log: { ...silentLog, error: (facts) => errors.push(facts) } })
  await Promise.all([call(0), call(1), bad, call(2), call(3)].map((one) => own.record(one)))
  expect(await audit.verify({})).toMatchObject({ intact: true, entries: 4 })
  expect(errors).toMatchObject([{ audit: { requestId: 'a\u0000b' } }])
})

test('those who verify at once share readings, each with a position of its own, and see what was changed before they asked', async () => {
  await writes(10)
  const { head } = await audit.verify({})
  const first = audit.verify({})
  await client.query(`update audit_log set outcome = 'conflict' where seq = 4`)
  const [, ...later] = await Promise.all([
    first,
    audit.verify({ expected: head }),
    audit.verify({ expected: { ...head, seq: 7 } }),
    audit.verify({}),
  ])
  const changed = '4 is not what was written'
  expect(later.map(({ problems }) => problems)).toEqual([
    [changed],
    [changed, '7 is not on the chain as it was kept'],
    [changed],
  ])
})

test('the log is listed page by page, newest first, by user and procedure', async () => {
  for (const n of [1, 2, 3]) await audit.record(call(n))
  await audit.record({
    ...call(4),
    by: { ...by, userId: freshId() },
    procedure: 'policies.retire',
    outcome: 'conflict',
  })
  const page = await audit.list({ limit: 2 })
  expect(page.map(({ seq, outcome }) => [seq, outcome])).toEqual([
    [4, 'conflict'],
    [3, 'ok'],
  ])
  expect((await audit.list({ limit: 2, before: 3 })).map(({ input }) => input)).toEqual(['{"n":2}', '{"n":1}'])
  expect((await audit.list({ limit: 9, userId: by.userId })).map(({ seq }) => seq)).toEqual([3, 2, 1])
  expect((await audit.list({ limit: 9, procedure: 'policies.retire' })).map(({ seq }) => seq)).toEqual([4])
})

describe('that the log is not what was written is found', () => {
  const problems = async (...statements: string[]) => {
    for (const statement of statements) await client.query(statement)
    return (await audit.verify({})).problems
  }

  test.each(['outcome', 'procedure', 'input', 'request_id'])('when %s of an entry was changed', async (column) => {
    await writes(10)
    expect(await problems(`update audit_log set ${column} = 'forbidden' where seq = 4`)).toEqual([
      '4 is not what was written',
    ])
  })

  test('when its time, its key or its user was changed', async () => {
    await writes(10)
    expect(
      await problems(
        `update audit_log set at = at + interval '1 millisecond' where seq = 2`,
        `update audit_log set key_id = gen_random_uuid() where seq = 4`,
        `update audit_log set user_id = gen_random_uuid() where seq = 6`,
      ),
    ).toEqual([2, 4, 6].map((seq) => `${seq} is not what was written`))
  })

  test('when an entry was changed together with its hash', async () => {
    await writes(10)
    const forged = `update audit_log set outcome = 'conflict', hash = sha256('forged') where seq = 4`
    expect(await problems(forged)).toEqual(['4 is not what was written', '5 is not what was written'])
  })

  test('when one is missing from the middle, or the first', async () => {
    await writes(10)
    expect(await problems('delete from audit_log where seq = 5')).toContain('5 to 5 are missing')
    expect(await problems('delete from audit_log where seq = 1')).toContain('1 to 1 are missing')
  })

  test('when numbers were closed up behind one that was taken out', async () => {
    await writes(10)
    const closed = await problems(
      'delete from audit_log where seq = 5',
      'update audit_log set seq = -seq where seq > 5',
      'update audit_log set seq = -seq - 1 where seq < 0',
    )
    expect(closed[0]).toBe('5 is not what was written')
  })

  test('when the tail was cut off, and when all of it was', async () => {
    await writes(10)
    expect(await problems('delete from audit_log where seq > 7')).toEqual([
      'the log ends at 7, but its head is 10: the last are missing',
    ])
    expect(await problems('delete from audit_log')).toHaveLength(1)
  })

  test('when the head was set back, and entries are left behind it', async () => {
    await writes(10)
    const back = `update audit_head set (seq, hash) = (select seq, hash from audit_log where seq = 7)`
    expect(await problems(back)).toEqual(['the log goes on to 10, but its head is 7'])
  })

  test('when tail and head were cut alike, by a head that was kept outside', async () => {
    await writes(10)
    const { head } = await audit.verify({})
    await writes(3, 10)
    expect(await audit.verify({ expected: head })).toMatchObject({ intact: true, entries: 13 })
    await client.query('delete from audit_log where seq > 7')
    await client.query(`update audit_head set (seq, hash) = (select seq, hash from audit_log where seq = 7)`)
    expect(await audit.verify({})).toMatchObject({ intact: true })
    expect((await audit.verify({ expected: head })).problems).toEqual(['10 is not on the chain as it was kept'])
    await writes(6, 20)
    expect((await audit.verify({ expected: head })).problems).toEqual(['10 is not on the chain as it was kept'])
  })

  test('when there are more entries than one reading takes', async () => {
    for (let n = 0; n < 25; n += 1) await writes(100, n * 100)
    expect(await audit.verify({})).toMatchObject({ intact: true, entries: 2_500 })
    expect(await problems(`update audit_log set input = 'x' where seq = 2400`)).toEqual([
      '2400 is not what was written',
    ])
  })
})

describe('an input in the log', () => {
  test('has no secrets, by name or by looks, and is short', () => {
    const key = `fx_0123abcd_${'k'.repeat(43)}_01234567`
    const written = String(
      redact({
        name: 'x',
        note: `my key is ${key}`,
        apiKey: 'hush',
        nested: { password: 'hush', list: [{ refreshToken: 'hush' }] },
        [key]: 1,
        long: 'y'.repeat(10_000),
        many: Array.from({ length: 1_000 }, () => 'z'.repeat(300)),
      }),
    )
    expect(written).not.toMatch(/hush|kkkk/)
    expect(written).toContain('"name":"x"')
    expect(written.length).toBeLessThanOrEqual(longestInput + 1)
    expect(redact(undefined)).toBeNull()
  })

  test.each([
    ['NUL and lone surrogates', { text: 'a\u0000b\uD83Dc' }],
    ['characters that are cut in half', Array.from({ length: 20 }, () => '😀'.repeat(99))],
    ['characters that are cut in half elsewhere', ['x', ...Array.from({ length: 20 }, () => '😀'.repeat(101))]],
    ['depth', JSON.parse(`${'['.repeat(500)}1${']'.repeat(500)}`)],
    ['quotes and backslashes', { q: '"\\"\n\u2028' }],
  ])('is what was written whatever it holds: %s', async (_, input) => {
    await audit.record({ ...call(1), input })
    expect(await audit.verify({})).toMatchObject({ intact: true, entries: 1 })
  })
})

test('what could not be written is told to the log of the process, whole, and the call goes on', async () => {
  const errors: unknown[] = []
  await using nowhere = openDatabase({ url: 'postgres://someone:secret@127.0.0.1:1/somewhere' })
  const lost = createAudit({
    db: nowhere,
    wall: () => new Date(),
    log: { ...silentLog, error: (facts) => errors.push(facts) },
  })
  await lost.record({ ...call(7), input: { password: 'hush' } })
  expect(errors).toMatchObject([{ audit: { procedure: 'policies.draft', requestId: 'r7', keyId: by.keyId } }])
  expect(JSON.stringify(errors)).not.toContain('hush')
})
