import { once } from 'node:events'
import { createServer } from 'node:net'
import { loadPriceData } from '@fyntrix/analysis'
import { CallPurpose } from '@fyntrix/domain/llm-costs'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { type Behaviour, type OpenAiServer, startOpenAiServer } from '../testing/openai-server/index.ts'
import type { CallPlan } from './meter.ts'
import { createMeteredFetch, type MeteredFetchOptions } from './metered-fetch.ts'
import { readersOf } from './readers-of.ts'
import { type MemoryMeter, memoryMeter, overBudget } from './testing/memory-meter.ts'

const tokens = { prompt: 1_200, cached: 1_000, completion: 90, reasoning: 64 }
const usage = { input: 200, cacheRead: 1_000, output: 26, reasoning: 64, requests: 1 }
const messages = [{ role: 'user' as const, content: 'How is RELIANCE?' }]
const unknown = { status: 'failed', charge: 'unknown', usage: null }
const left = { status: 'aborted', charge: 'unknown', usage: null, error: 'the caller left' }
const free = { status: 'failed', charge: 'nothing', usage: null }
const prices = await loadPriceData()

interface Stage extends AsyncDisposable {
  readonly server: OpenAiServer
  readonly meter: MemoryMeter
  readonly client: OpenAI
  readonly fetch: typeof fetch
}

const metered = (meter: MemoryMeter, changes: Partial<MeteredFetchOptions> = {}): typeof fetch =>
  createMeteredFetch({
    meter,
    provider: 'openai',
    purpose: CallPurpose.parse({ purpose: 'insight', agent: 'insights', tags: ['test'] }),
    timeoutMs: 60_000,
    ...readersOf(prices, 'openai'),
    outputTokensByDefault: 400,
    fetch,
    log: silentLog,
    ...changes,
  })

const stage = async (
  behaviour: Behaviour | ((nth: number) => Behaviour) = { kind: 'answer', tokens },
  { meter = memoryMeter(), ...changes }: Partial<MeteredFetchOptions> & { meter?: MemoryMeter } = {},
): Promise<Stage> => {
  const server = await startOpenAiServer({
    plan: ({ nth }) => (typeof behaviour === 'function' ? behaviour(nth) : behaviour),
  })
  const own = metered(meter, changes)
  const client = new OpenAI({ baseURL: server.url, apiKey: 'k', fetch: own, maxRetries: 0 })
  return { server, meter, client, fetch: own, [Symbol.asyncDispose]: () => server.close() }
}

/** Each call that began was ended once; how. */
const endsOf = ({ calls }: MemoryMeter) => {
  expect(calls.map(({ ends }) => ends.length)).toEqual(calls.map(() => 1))
  return calls.map(({ ends }) => ends[0])
}

test('a chat is reserved at its worst case, sent with a bound and its id, and settled with what it used', async () => {
  await using on = await stage()
  const answer = await on.client.chat.completions.create({ model: 'gpt-5-mini', messages })
  expect(answer.choices[0]?.message.content).toBe('All of it is well.')
  expect(endsOf(on.meter)).toEqual([
    { status: 'ok', charge: 'by-usage', modelServed: 'gpt-5-mini', tier: 'standard', usage, error: null },
  ])
  const [call] = on.meter.calls
  expect(call?.plan).toMatchObject({ model: 'gpt-5-mini', outputTokensAtMost: 400, purpose: 'insight', tags: ['test'] })
  expect(on.server.asked[0]).toMatchObject({
    body: { max_completion_tokens: 400, messages },
    headers: { 'x-client-request-id': call?.id },
  })
  expect(on.server.account.charges).toMatchObject([{ requestId: call?.id, tokens }])
})

test.each(['responses', 'embeddings', 'completions'] as const)(
  '%s are settled with what they used',
  async (surface) => {
    await using on = await stage()
    const asks = {
      responses: () =>
        on.client.responses.create({ model: 'm', input: 'Hello', max_output_tokens: 50, service_tier: 'flex' }),
      embeddings: () => on.client.embeddings.create({ model: 'm', input: 'Hello' }),
      completions: () => on.client.completions.create({ model: 'm', prompt: ['a', 'b'], n: 2, max_tokens: 10 }),
    }
    const expected = {
      responses: { end: { status: 'ok', tier: 'flex', usage }, plan: { outputTokensAtMost: 50, tier: 'flex' } },
      embeddings: { end: { status: 'ok', usage: { input: 1_200 } }, plan: { outputTokensAtMost: 0 } },
      completions: { end: { status: 'ok', usage }, plan: { outputTokensAtMost: 40 } },
    }
    await asks[surface]()
    expect(endsOf(on.meter)).toMatchObject([expected[surface].end])
    expect(on.meter.calls[0]?.plan).toMatchObject(expected[surface].plan)
  },
)

test.each([1, 7, 1_000_000])(
  'a stream in pieces of %i bytes is handed on unchanged and settled with its usage',
  async (piece) => {
    await using on = await stage({ kind: 'answer', tokens, piece, crlf: true, text: 'Über ₹1,23,456 — 好' })
    const ask = { model: 'gpt-5-mini', messages, stream: true as const }
    const stream = await on.client.chat.completions.create(ask)
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    expect(text).toBe('Über ₹1,23,456 — 好')
    expect(endsOf(on.meter)).toMatchObject([{ status: 'ok', usage }])
    expect(on.server.asked[0]?.body.stream_options).toEqual({ include_usage: true })
    const body = JSON.stringify({ ...ask, stream_options: { include_usage: true }, max_tokens: 5 })
    const plain = await (await fetch(`${on.server.url}/chat/completions`, { method: 'POST', body })).bytes()
    const own = await (await on.fetch(`${on.server.url}/chat/completions`, { method: 'POST', body })).bytes()
    expect(Buffer.from(own).toString().replaceAll('chatcmpl-2', 'chatcmpl-1')).toBe(Buffer.from(plain).toString())
  },
)

test('a stream of a response is settled with the usage of its last event', async () => {
  await using on = await stage()
  const stream = await on.client.responses.create({ model: 'gpt-5-mini', input: 'Hello', stream: true })
  const types: string[] = []
  for await (const event of stream) types.push(event.type)
  expect(types.at(-1)).toBe('response.completed')
  expect(endsOf(on.meter)).toMatchObject([{ status: 'ok', modelServed: 'gpt-5-mini', usage }])
})

test('a caller that leaves amid a stream ends the call at its worst case, and the provider hears of it', async () => {
  await using on = await stage({ kind: 'hang', after: 2, tokens })
  const stream = await on.client.chat.completions.create({ model: 'm', messages, stream: true })
  for await (const _chunk of stream) break
  expect(await on.meter.calls[0]?.ended).toMatchObject({ ...left, modelServed: 'm' })
  await expect.poll(on.server.open).toBe(0)
  endsOf(on.meter)
})

test('a reader that cancels the body ends the call, and the provider hears of it', async () => {
  await using on = await stage({ kind: 'hang', after: 2 })
  const body = JSON.stringify({ model: 'm', messages, stream: true })
  const answer = await on.fetch(new Request(`${on.server.url}/chat/completions`, { method: 'POST', body }))
  const reader = answer.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect(endsOf(on.meter)).toMatchObject([left])
  await expect.poll(on.server.open).toBe(0)
})

test('a call whose time-out has passed before it is sent is not sent, and costs nothing', async () => {
  await using on = await stage({ kind: 'answer' }, { meter: memoryMeter(() => null, { late: true }) })
  await expect(on.client.chat.completions.create({ model: 'm', messages })).rejects.toThrow('timed out')
  expect(endsOf(on.meter)).toMatchObject([{ ...free, error: 'the time-out passed' }])
  expect(on.server.asked).toHaveLength(0)
})

test('a caller that leaves after the usage was told is charged for just that', async () => {
  await using on = await stage({ kind: 'hang', after: 8, tokens })
  const stream = await on.client.chat.completions.create({ model: 'm', messages, stream: true })
  for await (const chunk of stream) if (chunk.usage) break
  expect(await on.meter.calls[0]?.ended).toMatchObject({ status: 'ok', usage })
  endsOf(on.meter)
})

test('a caller that aborts before the answer ends the call at its worst case', async () => {
  await using on = await stage({ kind: 'hang' })
  const controller = new AbortController()
  const asked = on.client.chat.completions.create({ model: 'm', messages }, { signal: controller.signal })
  await expect.poll(() => on.server.asked.length).toBe(1)
  controller.abort()
  await expect(asked).rejects.toThrow(OpenAI.APIUserAbortError)
  expect(endsOf(on.meter)).toMatchObject([left])
})

test.each([
  ['before an answer', { kind: 'hang' }, false],
  ['amid an answer', { kind: 'hang', after: 1 }, false],
  ['amid a stream', { kind: 'hang', after: 2 }, true],
] as const)('a time-out %s ends the call at its worst case', async (_when, behaviour, stream) => {
  await using on = await stage(behaviour)
  const asked = (async () => {
    const answer = await on.client.chat.completions.create({ model: 'm', messages, stream })
    if (Symbol.asyncIterator in answer) for await (const _chunk of answer) on.meter.calls[0]?.timeOut()
  })()
  const failed = asked.catch((error: unknown) => error)
  await expect.poll(() => on.server.asked.length).toBe(1)
  if (!stream) on.meter.calls[0]?.timeOut()
  expect(await failed).toBeInstanceOf(Error)
  expect(endsOf(on.meter)).toMatchObject([{ ...unknown, error: 'the time-out passed' }])
})

test('a stream that nobody reads is ended by the time-out', async () => {
  await using on = await stage({ kind: 'hang', after: 2 })
  await on.fetch(`${on.server.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages, stream: true }),
  })
  on.meter.calls[0]?.timeOut()
  expect(await on.meter.calls[0]?.ended).toMatchObject({ ...unknown, error: 'the time-out passed' })
})

test.each([400, 401, 404, 429])(
  'HTTP %i is a failure that costs nothing, and its answer is handed on',
  async (status) => {
    await using on = await stage({ kind: 'status', status, retryAfter: 7 })
    const failure = await on.client.chat.completions.create({ model: 'm', messages }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ status, message: expect.stringContaining(`status ${status}`) })
    expect(failure).toHaveProperty('headers', expect.any(Headers))
    expect(endsOf(on.meter)).toMatchObject([{ ...free, error: `HTTP ${status}` }])
  },
)

test.each([408, 500, 503])(
  'HTTP %i counts at its worst case, as nobody knows whether it is charged',
  async (status) => {
    await using on = await stage({ kind: 'status', status })
    await expect(on.client.chat.completions.create({ model: 'm', messages })).rejects.toMatchObject({ status })
    expect(endsOf(on.meter)).toMatchObject([unknown])
  },
)

test('each attempt of a client is a call of its own', async () => {
  await using on = await stage((nth) => (nth === 0 ? { kind: 'status', status: 429 } : { kind: 'answer', tokens }))
  // 0 s, so that the client does not wait
  const client = on.client.withOptions({ maxRetries: 1, defaultHeaders: { 'Idempotency-Key': 'run-7/insights' } })
  const hurried: typeof fetch = async (input, init) => {
    const answer = await on.fetch(input, init)
    return new Response(answer.body, {
      status: answer.status,
      headers: { ...Object.fromEntries(answer.headers), 'retry-after-ms': '0' },
    })
  }
  await client.withOptions({ fetch: hurried }).chat.completions.create({ model: 'm', messages })
  expect(endsOf(on.meter)).toMatchObject([free, { status: 'ok', usage }])
  expect(on.meter.calls.map(({ plan }) => plan.idempotencyKey)).toEqual(['run-7/insights', 'run-7/insights'])
  expect(on.server.asked.map(({ headers }) => headers['idempotency-key'])).toEqual(['run-7/insights', 'run-7/insights'])
})

test.each([
  ['a malformed answer', { kind: 'malformed' }, false],
  ['an answer that is cut', { kind: 'cut', after: 1 }, false],
  ['a malformed stream', { kind: 'malformed' }, true],
  ['a stream that is cut', { kind: 'cut', after: 3 }, true],
  ['a stream with an error', { kind: 'answer', errorAfter: 2 }, true],
] as const)('%s counts at its worst case', async (_what, behaviour, stream) => {
  await using on = await stage(behaviour)
  const answer = await on
    .fetch(`${on.server.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'm', messages, stream }),
    })
    .catch(() => null)
  await answer?.text().catch(() => null)
  expect(endsOf(on.meter)).toMatchObject([unknown])
  expect(on.meter.calls[0]?.ends[0]?.error).toMatch(/./)
})

test.each([false, true])('an answer without usage is one, at its worst case (streamed: %s)', async (stream) => {
  await using on = await stage({ kind: 'answer', tellsUsage: false })
  const answer = await on.client.chat.completions.create({ model: 'm', messages, stream })
  if (Symbol.asyncIterator in answer) for await (const _chunk of answer) continue
  expect(endsOf(on.meter)).toMatchObject([{ status: 'ok', charge: 'unknown', usage: null }])
})

test('a connection that is refused costs nothing', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const address = closed.address()
  closed.close()
  await once(closed, 'close')
  const meter = memoryMeter()
  const port = typeof address === 'object' ? address?.port : undefined
  const asked = metered(meter)(`http://127.0.0.1:${port}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages }),
  })
  await expect(asked).rejects.toThrow('fetch failed')
  expect(endsOf(meter)).toMatchObject([free])
})

test('a connection that ends without an answer counts at its worst case', async () => {
  const rude = createServer((socket) => socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1')
  await once(rude, 'listening')
  const address = rude.address()
  const meter = memoryMeter()
  const port = typeof address === 'object' ? address?.port : undefined
  const asked = metered(meter)(`http://127.0.0.1:${port}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages }),
  })
  await expect(asked).rejects.toThrow('fetch failed')
  expect(endsOf(meter)).toMatchObject([unknown])
  rude.close()
  await once(rude, 'close')
})

test('what a budget refuses is not sent, and clients neither hide the reason nor try again', async () => {
  const plans: CallPlan[] = []
  const meter = memoryMeter((plan) => {
    plans.push(plan)
    return overBudget()
  })
  await using on = await stage({ kind: 'answer' }, { meter })
  const client = on.client.withOptions({ maxRetries: 5 })
  await expect(client.chat.completions.create({ model: 'm', messages })).rejects.toMatchObject({
    status: 402,
    code: 'refused',
    message: expect.stringContaining('the budget global of the day is spent'),
  })
  expect([plans.length, on.server.asked.length]).toEqual([1, 0])
})

test.each([
  ['tools that the provider runs', '/responses', { model: 'm', input: 'x', tools: [{ type: 'web_search' }] }],
  ['searches of a chat', '/chat/completions', { model: 'm', messages, web_search_options: {} }],
  ['context that the provider keeps', '/responses', { model: 'm', input: 'x', previous_response_id: 'resp_1' }],
  [
    'an image',
    '/chat/completions',
    {
      model: 'm',
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/1.png' } }] }],
    },
  ],
  ['no model', '/chat/completions', { messages }],
  ['another endpoint', '/images/generations', { model: 'm', prompt: 'x' }],
])('a request that cannot be metered is not sent: %s', async (_what, path, body) => {
  await using on = await stage()
  const answer = await on.fetch(`${on.server.url}${path}`, { method: 'POST', body: JSON.stringify(body) })
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'invalid-input' } }])
  expect([on.server.asked.length, on.meter.calls.length]).toEqual([0, 0])
})

test('context that the provider keeps is reserved as all that the model takes', async () => {
  await using on = await stage({ kind: 'answer', tokens }, { contextTokens: 400_000 })
  await on.client.responses.create({ model: 'm', input: 'x', previous_response_id: 'resp_1' })
  expect(on.meter.calls[0]?.plan.inputTokensAtMost).toBe(400_000)
})

test('reading the list of models is not a call', async () => {
  await using on = await stage()
  await on.client.models.list()
  expect(on.meter.calls).toEqual([])
})
