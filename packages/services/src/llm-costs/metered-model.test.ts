import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { CallPurpose } from '@fyntrix/domain/llm-costs'
import { generateText, streamText, wrapLanguageModel } from 'ai'
import { expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { type Behaviour, startOpenAiServer } from '../testing/openai-server/index.ts'
import { createMeteredModel } from './metered-model.ts'
import { readersOf } from './readers-of.ts'
import { usageOfSdk } from './sdk-usage.ts'
import { type MemoryMeter, memoryMeter, overBudget } from './testing/memory-meter.ts'

const tokens = { prompt: 1_200, cached: 1_000, completion: 90, reasoning: 64 }
const usage = { input: 200, cacheRead: 1_000, output: 26, reasoning: 64, requests: 1 }
const unknown = { status: 'failed', charge: 'unknown', usage: null }
const left = { status: 'aborted', charge: 'unknown', usage: null, error: 'the caller left' }
const free = { status: 'failed', charge: 'nothing', usage: null }
const untold = { status: 'ok', charge: 'unknown', usage: null }

const stage = async (behaviour: Behaviour, meter: MemoryMeter = memoryMeter()) => {
  const server = await startOpenAiServer({ plan: () => behaviour })
  const provider = createOpenAICompatible({ name: 'local', baseURL: server.url, apiKey: 'k', includeUsage: true })
  const model = wrapLanguageModel({
    model: provider('gpt-5-mini'),
    middleware: createMeteredModel({
      meter,
      provider: 'openai',
      purpose: CallPurpose.parse({ purpose: 'insight' }),
      timeoutMs: 60_000,
      upperTokensOf: readersOf({ providers: [] }, 'openai').upperTokensOf,
      outputTokensByDefault: 400,
      log: silentLog,
    }),
  })
  const ask = { model, prompt: 'How is RELIANCE?', maxRetries: 0 }
  return { server, meter, ask, [Symbol.asyncDispose]: () => server.close() }
}

const endsOf = ({ calls }: MemoryMeter) => {
  expect(calls.map(({ ends }) => ends.length)).toEqual(calls.map(() => 1))
  return calls.map(({ ends }) => ends[0])
}

test('an answer is reserved at its worst case, sent with a bound and its id, and settled with what it used', async () => {
  await using on = await stage({ kind: 'answer', tokens, model: 'gpt-5-mini-2026' })
  expect((await generateText(on.ask)).text).toBe('All of it is well.')
  expect(endsOf(on.meter)).toEqual([
    { status: 'ok', charge: 'by-usage', modelServed: 'gpt-5-mini-2026', tier: null, usage, error: null },
  ])
  const [call] = on.meter.calls
  expect(call?.plan).toMatchObject({ provider: 'openai', model: 'gpt-5-mini', outputTokensAtMost: 400 })
  expect(on.server.asked[0]).toMatchObject({ body: { max_tokens: 400 }, headers: { 'x-client-request-id': call?.id } })
})

test('a stream is settled with the usage of its end', async () => {
  await using on = await stage({ kind: 'answer', tokens, piece: 5 })
  const { textStream } = streamText({ ...on.ask, maxOutputTokens: 30 })
  let text = ''
  for await (const piece of textStream) text += piece
  expect(text).toBe('All of it is well.')
  expect(endsOf(on.meter)).toMatchObject([{ status: 'ok', usage, modelServed: 'gpt-5-mini' }])
  expect(on.meter.calls[0]?.plan.outputTokensAtMost).toBe(30)
})

test('a caller that leaves amid a stream ends the call at its worst case, and the provider hears of it', async () => {
  await using on = await stage({ kind: 'hang', after: 2 })
  const controller = new AbortController()
  const { textStream } = streamText({ ...on.ask, abortSignal: controller.signal, onError: () => undefined })
  for await (const _text of textStream) controller.abort()
  expect(await on.meter.calls[0]?.ended).toMatchObject(left)
  await expect.poll(on.server.open).toBe(0)
  endsOf(on.meter)
})

test.each([true, false])('a time-out ends the call at its worst case (streamed: %s)', async (streamed) => {
  await using on = await stage(streamed ? { kind: 'hang', after: 2 } : { kind: 'hang' })
  const readStream = async () => {
    for await (const _text of streamText({ ...on.ask, onError: () => undefined }).textStream)
      on.meter.calls[0]?.timeOut()
  }
  const asked = (streamed ? readStream() : generateText(on.ask)).catch((error: unknown) => error)
  await expect.poll(() => on.server.asked.length).toBe(1)
  if (!streamed) on.meter.calls[0]?.timeOut()
  await asked
  expect(endsOf(on.meter)).toMatchObject([{ ...unknown, error: 'the time-out passed' }])
})

test.each([
  ['429', { kind: 'status', status: 429 }, free],
  ['500', { kind: 'status', status: 500 }, unknown],
  ['a malformed answer', { kind: 'malformed' }, unknown],
  ['an answer that is cut', { kind: 'cut', after: 1 }, unknown],
  ['an answer without usage', { kind: 'answer', tellsUsage: false }, untold],
] as const)('%s ends the call as the rules say', async (_what, behaviour, end) => {
  await using on = await stage(behaviour)
  await generateText(on.ask).catch(() => null)
  expect(endsOf(on.meter)).toMatchObject([end])
})

test.each([
  ['429', { kind: 'status', status: 429 }, free],
  ['a malformed stream', { kind: 'malformed' }, unknown],
  ['a stream that is cut', { kind: 'cut', after: 3 }, unknown],
  ['a stream with an error', { kind: 'answer', errorAfter: 2 }, unknown],
  ['a stream without usage', { kind: 'answer', tellsUsage: false }, untold],
] as const)('%s ends the call as the rules say', async (_what, behaviour, end) => {
  await using on = await stage(behaviour)
  await streamText({ ...on.ask, onError: () => undefined }).consumeStream()
  expect(endsOf(on.meter)).toMatchObject([end])
})

test('a connection that is refused costs nothing', async () => {
  const on = await stage({ kind: 'answer' })
  await on.server.close()
  await generateText(on.ask).catch(() => null)
  expect(endsOf(on.meter)).toMatchObject([free])
})

test('a call whose time-out has passed before it is sent is not sent, and costs nothing', async () => {
  await using on = await stage(
    { kind: 'answer' },
    memoryMeter(() => null, { late: true }),
  )
  await expect(generateText(on.ask)).rejects.toThrow('the time-out passed')
  expect(endsOf(on.meter)).toMatchObject([{ ...free, error: 'the time-out passed' }])
  expect(on.server.asked).toHaveLength(0)
})

test('a reader that cancels the stream ends the call, and the provider hears of it', async () => {
  await using on = await stage({ kind: 'hang', after: 2 })
  const { stream } = await on.ask.model.doStream({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
  })
  const reader = stream.getReader()
  await reader.read()
  await reader.cancel()
  expect(endsOf(on.meter)).toMatchObject([left])
  await expect.poll(on.server.open).toBe(0)
})

test('what a budget refuses is not sent, and the reason is thrown', async () => {
  await using on = await stage({ kind: 'answer' }, memoryMeter(overBudget))
  await expect(generateText({ ...on.ask, maxRetries: 2 })).rejects.toMatchObject({
    name: 'DomainError',
    code: 'refused',
  })
  expect(on.server.asked).toHaveLength(0)
})

const sdk = (input: object, output: object) => ({
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined, ...input },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined, ...output },
})

test.each([
  ['a provider that names totals only', sdk({ total: 10 }, { total: 4 }), [10, 0, 0, 4, 0]],
  [
    'parts that add up',
    sdk({ total: 10, noCache: 3, cacheRead: 5, cacheWrite: 2 }, { total: 4, text: 1, reasoning: 3 }),
    [3, 5, 2, 1, 3],
  ],
  [
    'tokens that are in no part',
    sdk({ total: 10, noCache: 3, cacheRead: 5 }, { total: 9, text: 1, reasoning: 3 }),
    [5, 5, 0, 6, 3],
  ],
  [
    'reasoning beside the total',
    sdk({ total: 10, noCache: 10 }, { total: 4, text: 0, reasoning: 30 }),
    [10, 0, 0, 4, 30],
  ],
] as const)(
  'usage of the SDK is made disjoint: %s',
  (_what, given, [input, cacheRead, cacheWrite5m, output, reasoning]) => {
    expect({ cacheRead: 0, cacheWrite5m: 0, reasoning: 0, ...usageOfSdk(given) }).toEqual({
      input,
      cacheRead,
      cacheWrite5m,
      output,
      reasoning,
      requests: 1,
    })
  },
)

test('usage that lacks a direction is not known', () => {
  expect(usageOfSdk(sdk({ total: 10 }, {}))).toBeNull()
  expect(usageOfSdk(sdk({ total: Number.NaN }, { total: 4 }))).toBeNull()
})
