import { createFyntrix } from '@fyntrix/sdk'
import { describe, expect, test } from 'vitest'
import { maxBatchWidth } from './shared/batch-width.ts'
import { ask, emptyRun, errorOf, published, testServer } from './testing/index.ts'

const server = await testServer()
const [reader, runner] = await Promise.all([server.key('read'), server.key('run')])
const api = `${server.url()}/trpc`
const query = (path: string, input: unknown) => `${api}/${path}?input=${encodeURIComponent(JSON.stringify(input))}`
const latest = query('topPicks.latest', { universe: 'nifty50', mode: 'swing' })
const post = (body: string) => ({ method: 'POST', body, headers: { 'content-type': 'application/json' } })

describe('who may call', () => {
  test('nobody without a key, with a malformed one or an unknown one; all three are told the same', async () => {
    const answers = await Promise.all([
      ask(latest),
      ask(latest, 'secret'),
      ask(latest, `fx_00000000_${'A'.repeat(43)}`),
      ask(`${latest}&apiKey=${reader}`),
    ])
    for (const answer of answers) {
      expect(answer.status).toBe(401)
      expect(errorOf(answer)).toMatchObject({
        message: expect.stringContaining('Authorization: Bearer'),
        data: { domainCode: 'unauthenticated' },
      })
    }
    expect(new Set(answers.map((answer) => errorOf(answer).message)).size).toBe(1)
  })

  test('a key without the scope is refused by name of the scope', async () => {
    const run = await ask(`${api}/topPicks.run`, reader, post(JSON.stringify({ universe: 'nifty50', mode: 'swing' })))
    expect([run.status, errorOf(run).message]).toEqual([403, expect.stringContaining('"run"')])
    expect((await ask(latest, runner)).status).toBe(403)
  })

  test('an SDK of an older major is told what to install, one that lies about its version too', async () => {
    const old = await ask(latest, reader, { headers: { 'x-fyntrix-sdk': '0.9.3' } })
    expect([old.status, errorOf(old).data.domainCode]).toEqual([412, 'incompatible-client'])
    expect(errorOf(old).message).toContain('install @fyntrix/sdk 1.x')
    const odd = await ask(latest, reader, { headers: { 'x-fyntrix-sdk': 'newest' } })
    expect([odd.status, errorOf(odd).data.domainCode]).toEqual([400, 'invalid-input'])
  })
})

describe('what is wrong with a request', () => {
  test('a universe that does not exist: the message names those that do', async () => {
    const answer = await ask(query('topPicks.latest', { universe: 'nasdaq', mode: 'swing' }), reader)
    const { message, data } = errorOf(answer)
    expect([answer.status, data.domainCode]).toEqual([400, 'invalid-input'])
    expect(message).toMatch(/universe: .*"nifty50".*"banknifty"/)
    expect(data.issues).toEqual([{ path: 'universe', message: expect.any(String) }])
  })

  test('a body of 10 MB: the limit is named, and the client gets to read it', async () => {
    const answer = await ask(`${api}/topPicks.run`, runner, post(JSON.stringify('x'.repeat(10_000_000))))
    expect([answer.status, errorOf(answer).message]).toEqual([413, 'the body is too large: at most 256 KiB'])
  })

  test('a body that is no JSON, or not sent as JSON', async () => {
    const broken = await ask(`${api}/topPicks.run`, runner, post('{"universe": '))
    expect([broken.status, errorOf(broken).message]).toEqual([400, 'the input is not valid JSON'])
    const form = new FormData()
    form.set('universe', 'nifty50')
    const formed = await ask(`${api}/topPicks.run`, runner, { method: 'POST', body: form })
    expect([formed.status, errorOf(formed).message]).toEqual([415, 'the body must be application/json'])
  })

  test.each([
    ['access.audit', 'GET', { procedure: 'a\u0000b' }, 'procedure'],
    ['access.createUser', 'POST', { name: 'somebody', externalId: '\u0000' }, 'externalId'],
    ['access.createUser', 'POST', { name: 'half \ud83d', externalId: 'x' }, 'name'],
    [
      'memory.set',
      'POST',
      { contextType: 'session', key: 'k', value: { list: [1, { 'a\u0000': 1 }] } },
      'value.list.1',
    ],
  ] as const)('text that PostgreSQL cannot keep, in %s', async (path, method, input, place) => {
    const admin = await server.key('admin')
    const json = JSON.stringify(input)
    const answer = await (method === 'GET' ? ask(query(path, input), admin) : ask(`${api}/${path}`, admin, post(json)))
    expect([answer.status, errorOf(answer).data.issues]).toEqual([
      400,
      [{ path: place, message: expect.stringContaining('NUL') }],
    ])
  })

  test('a batch of 10,000 commas, plain or encoded: one rejection that names the limit', async () => {
    for (const comma of [',', '%2C', '%252C']) {
      const answer = await ask(`${api}/${comma.repeat(comma === ',' ? 10_000 : 3_000)}?batch=1`, reader)
      expect([answer.status, errorOf(answer).message]).toEqual([400, expect.stringContaining(`${maxBatchWidth} calls`)])
    }
  })

  test('a batch of the widest kind is answered', async () => {
    const answer = await ask(`${api}/${Array(maxBatchWidth).fill('universes.list').join(',')}?batch=1`, reader)
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, expect.objectContaining({ length: maxBatchWidth })])
  })

  test('a procedure, an address or a method that does not exist', async () => {
    for (const [answer, status] of [
      [await ask(`${api}/topPicks.guess`, reader), 404],
      [await ask(`${server.url()}/admin`, reader), 404],
      [await ask(`${api}/topPicks.run`, runner), 405],
      [await ask(`${api}/${'x'.repeat(3_000)}`, reader), 404],
      [await ask(`${server.url()}/%zz`, reader), 400],
    ] as const) {
      expect([answer.status, errorOf(answer).data.httpStatus]).toEqual([status, status])
    }
  })

  test('headers that are longer than Node reads', async () => {
    const answer = await ask(latest, reader, { headers: { 'x-long': 'x'.repeat(20_000) } })
    expect([answer.status, errorOf(answer).message]).toEqual([431, expect.stringContaining('16 KiB')])
  })
})

describe('what is wrong with us', () => {
  test('a defect is told in general words, with the id under which our log has the particulars', async () => {
    const fence = await server.database.repositories().topPicks.takeFence()
    // a row that a newer or a broken version wrote
    const broken = { ...emptyRun(), picks: 'the secret plan' as never }
    await server.database.transaction(async (tx) => void (await tx.topPicks.insertRun(broken, fence)))
    const answer = await ask(query('topPicks.byId', { id: broken.id }), reader)
    const { message, data } = errorOf(answer)
    expect([answer.status, data.domainCode]).toEqual([500, 'internal'])
    expect(message).toMatch(/our side/)
    expect(answer.text).not.toMatch(/secret plan|zod|select|\.ts/i)
    expect(answer.headers.get('x-request-id')).toBe(data.requestId)
    expect(server.logged.some((line) => line.includes(String(data.requestId)) && line.includes('"level":50'))).toBe(
      true,
    )
  })

  test('a rule of the domain is told as it is', async () => {
    const client = await server.client('run')
    // no candles were imported
    await expect(client.topPicks.run({ universe: 'nifty50', mode: 'swing' })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('candles'),
    })
  })
})

describe('what is answered', () => {
  test('the latest run, a run by its id and the list agree', async () => {
    const run = await published(server.database, { mode: 'futures' })
    const client = await server.client('read')
    const answer = await client.topPicks.latest({ universe: 'nifty50', mode: 'futures' })
    expect(answer.run).toEqual(run)
    expect(await client.topPicks.byId({ id: run.id })).toEqual(run)
    const [summary] = await client.topPicks.list({ mode: 'futures', limit: 1 })
    expect(summary).toMatchObject({ id: run.id, counts: run.counts })
    expect(summary).not.toHaveProperty('picks')
  })

  test('a run that is not there: not-found, with the request id', async () => {
    const client = await server.client('read')
    await expect(client.topPicks.byId({ id: emptyRun().id })).rejects.toMatchObject({
      name: 'FyntrixError',
      code: 'not-found',
      requestId: expect.any(String),
    })
  })

  test('candles, universes and health, in one request', async () => {
    const asked: string[] = []
    const client = createFyntrix({
      url: server.url(),
      apiKey: reader,
      fetch: (input, init) => {
        asked.push(new Request(input).url)
        return fetch(input, init)
      },
    })
    const [series, universes, members, health] = await Promise.all([
      client.candles.series({ symbol: 'M&M' }),
      client.universes.list(),
      client.universes.members({ universe: 'banknifty', asOf: '2026-01-09T10:30:00Z' }),
      client.health.check(),
    ])
    expect(series).toMatchObject({ symbol: 'M&M', simulated: true, ts: [] })
    expect(universes.map(({ universe }) => universe)).toEqual(['nifty50', 'banknifty'])
    expect(members.symbols).toHaveLength(12)
    expect(health).toMatchObject({ status: 'up', lane: 'simulated', simulated: true })
    expect(asked).toHaveLength(1)
    expect(asked[0]).not.toContain(reader)
  })

  test('liveness and readiness to anybody, metrics only to readers; every answer carries the security headers', async () => {
    const alive = await ask(`${server.url()}/healthz`)
    expect([alive.status, alive.text]).toEqual([200, '{"status":"up"}'])
    const ready = await ask(`${server.url()}/readyz`)
    expect([ready.status, ready.text]).toEqual([200, '{"status":"up"}'])
    expect((await ask(`${server.url()}/health/live`)).text).toBe('{"status":"up"}')
    const detailed = await ask(`${server.url()}/health/ready`)
    expect([detailed.status, JSON.parse(detailed.text)]).toEqual([
      200,
      {
        status: 'up',
        components: { postgresql: 'up', redis: 'up', outbox: 'up', jobs: 'up' },
        outbox: {
          pending: expect.any(Number),
          parked: 0,
          lagSeconds: expect.toSatisfy((lag) => lag === null || lag >= 0),
        },
        jobs: { daemons: 0, findings: 0, oldestOverdueSeconds: null },
      },
    ])
    expect((await ask(`${server.url()}/metrics`)).status).toBe(401)
    expect((await ask(`${server.url()}/metrics`, runner)).status).toBe(403)
    const metrics = await ask(`${server.url()}/metrics`, reader)
    expect(metrics.text).toContain('fyntrix_call_seconds_count{procedure="topPicks.latest",outcome="unauthenticated"}')
    expect(metrics.text).toMatch(/fyntrix_outbox_messages\{state="parked"\} 0/)
    expect(metrics.text).toMatch(/fyntrix_outbox_lag_seconds\{state="pending"\} \d/)
    expect(metrics.text).toMatch(/^fyntrix_jobs_daemons 0$/m)
    for (const { headers } of [alive, metrics, await ask(latest), await ask(latest, reader)]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

test('the OpenAPI document is there for anybody, and names every procedure once', async () => {
  const answer = await ask(`${server.url()}/openapi.json`)
  const { openapi, paths } = JSON.parse(answer.text)
  expect([answer.status, openapi]).toEqual([200, '3.1.0'])
  expect(Object.keys(paths)).toContain('/trpc/topPicks.latest')
})

test('the log holds no key, no password and no address of a store, whatever was asked before', () => {
  const log = server.logged.join('')
  expect(log).toContain('"route":"/trpc/:path"')
  for (const secret of [reader, runner, server.env.databaseUrl, server.env.redisUrl]) expect(log).not.toContain(secret)
  const passwords = [server.env.databaseUrl, server.env.redisUrl].map((url) => new URL(url).password).filter(Boolean)
  for (const password of passwords) expect(log).not.toContain(password)
})
