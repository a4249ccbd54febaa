import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { DomainError } from '@fyntrix/domain/shared'
import { generateText } from 'ai'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { type Behaviour, startOpenAiServer } from '../testing/openai-server/index.ts'
import { createChat } from './chat.ts'
import { llmSettingsFrom } from './settings.ts'
import { type Rung, withFallback } from './with-fallback.ts'

const fails = (model: string, error: unknown): Rung<string> => ({ model, ask: () => Promise.reject(error) })
const answers = (model: string): Rung<string> => ({ model, ask: async () => `of ${model}` })
const overBudget = new DomainError('refused', 'the budget model:large is spent')
const out = new DomainError('unavailable', 'the provider is out')
const needed = { optional: false, log: silentLog }
const optional = { optional: true, log: silentLog }

test('the next model is asked when a budget refuses and when a provider is out, and each step says why', async () => {
  const told: object[] = []
  const log = { ...silentLog, warn: (facts: object) => told.push(facts) }
  const ladder = [fails('large', overBudget), fails('medium', out), answers('small'), answers('never')]
  const steps = [
    { model: 'large', outcome: 'refused', reason: 'the budget model:large is spent' },
    { model: 'medium', outcome: 'unavailable', reason: 'the provider is out' },
  ]
  expect(await withFallback(ladder, { ...needed, log })).toEqual({
    status: 'answered',
    model: 'small',
    value: 'of small',
    steps: [...steps, { model: 'small', outcome: 'answered', reason: null }],
  })
  expect(told).toEqual(steps)
})

test('with no model left an optional answer is skipped with the reasons, and a needed one throws', async () => {
  const reason = 'large: the budget model:large is spent; medium: the provider is out'
  const ladder = [fails('large', overBudget), fails('medium', out)]
  expect(await withFallback(ladder, optional)).toMatchObject({ status: 'skipped', reason })
  await expect(withFallback(ladder, needed)).rejects.toMatchObject({ code: 'refused', message: reason, cause: out })
  await expect(withFallback([fails('medium', out)], needed)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await withFallback([], optional)).toMatchObject({ status: 'skipped', reason: 'there is no model' })
})

test('what another model would not mend is thrown at once', async () => {
  const wrong = new DomainError('invalid-input', 'no such field')
  await expect(withFallback([fails('large', wrong), answers('small')], optional)).rejects.toBe(wrong)
  const defect = new TypeError('undefined is not a function')
  await expect(withFallback([fails('large', defect), answers('small')], optional)).rejects.toBe(defect)
})

test('a caller who leaves is not answered by the next model', async () => {
  const controller = new AbortController()
  const leaving: Rung<string> = {
    model: 'large',
    ask: async () => {
      controller.abort()
      throw out
    },
  }
  const { signal } = controller
  await expect(withFallback([leaving, answers('small')], { ...optional, signal })).rejects.toBe(out)
})

const clients = {
  'the OpenAI client': (baseURL: string) =>
    new OpenAI({ baseURL, apiKey: 'k', maxRetries: 0 }).chat.completions.create({
      model: 'm',
      messages: [{ role: 'user', content: 'Hello' }],
    }),
  'the AI SDK': (baseURL: string) =>
    generateText({
      model: createOpenAICompatible({ name: 'l', baseURL, apiKey: 'k' })('m'),
      prompt: 'Hello',
      maxRetries: 0,
    }),
  'the own chat': (baseUrl: string) =>
    createChat({ fetch, baseUrl, apiKey: 'k' })({ model: 'm', messages: [{ role: 'user', content: 'Hello' }] }),
}
const cases: readonly (readonly [Behaviour, string])[] = [
  [{ kind: 'status', status: 402 }, 'refused'],
  [{ kind: 'status', status: 429 }, 'unavailable'],
  [{ kind: 'status', status: 503 }, 'unavailable'],
]

test.each(Object.keys(clients).flatMap((name) => cases.map(([behaviour, outcome]) => ({ name, behaviour, outcome }))))(
  'errors of $name are understood: $behaviour.status is $outcome',
  async ({ name, behaviour, outcome }) => {
    await using server = await startOpenAiServer({ plan: () => behaviour })
    const ask = Object.entries(clients).find(([client]) => client === name)?.[1]
    const ladder: Rung<unknown>[] = [{ model: 'm', ask: async () => ask?.(server.url) }]
    expect((await withFallback(ladder, optional)).steps).toMatchObject([{ outcome }])
  },
)

test.each(Object.entries(clients))('a provider that does not listen is out, with %s', async (_name, ask) => {
  const server = await startOpenAiServer()
  await server.close()
  const ladder: Rung<unknown>[] = [{ model: 'm', ask: () => ask(server.url) }]
  expect((await withFallback(ladder, optional)).steps).toMatchObject([{ outcome: 'unavailable' }])
})

test('models are asked only where address, key and model are set, and no message holds the key', () => {
  const all = {
    FYNTRIX_LLM_BASE_URL: 'https://api.example.com/v1',
    FYNTRIX_LLM_API_KEY: 'secret',
    FYNTRIX_LLM_MODEL: 'large, small',
  }
  expect(llmSettingsFrom(all)).toEqual({
    on: true,
    settings: {
      baseUrl: 'https://api.example.com/v1',
      apiKey: 'secret',
      models: ['large', 'small'],
      provider: 'openai',
    },
  })
  expect(llmSettingsFrom({ ...all, FYNTRIX_LLM_MODEL: '' })).toEqual({
    on: false,
    reason: 'no model is asked: set FYNTRIX_LLM_MODEL',
  })
  expect(() => llmSettingsFrom({ ...all, FYNTRIX_LLM_BASE_URL: 'secret' })).toThrow(
    /^FYNTRIX_LLM_BASE_URL: must be an address/,
  )
})
