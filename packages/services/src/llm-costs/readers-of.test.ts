import { loadPriceData } from '@fyntrix/analysis'
import { expect, test } from 'vitest'
import { readersOf } from './readers-of.ts'

const prices = await loadPriceData()
const body = { usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 } }

test.each([
  ['as it is described', 'deepseek'],
  ['by its only description', 'mistral'],
  ['as OpenAI where it is known but not described', 'together'],
  ['as OpenAI where nobody knows it', 'of-tomorrow'],
])('the usage of a provider is read %s', (_how, provider) => {
  expect(readersOf(prices, provider).usageOf('chat', body)).toMatchObject({ input: 9, output: 4 })
})

test('an endpoint of OpenAI’s is read as OpenAI’s where the data do not say how the provider tells it', () => {
  const response = { usage: { input_tokens: 7, output_tokens: 5, input_tokens_details: { cached_tokens: 3 } } }
  const read = (provider: string) => readersOf(prices, provider).usageOf
  for (const provider of ['openai', 'groq', 'together', 'nobody'])
    expect(read(provider)('responses', response)).toEqual({ input: 4, cacheRead: 3, output: 5, requests: 1 })
  expect(read('google')('embeddings', { usage: { prompt_tokens: 9, total_tokens: 9 } })).toEqual({
    input: 9,
    requests: 1,
  })
  expect(read('x-ai')('chat', { usage: { prompt_tokens: 9 } })).toBeNull()
})

const { upperTokensOf } = readersOf(prices, 'openai')
const content = (part: object) => ({ messages: [{ role: 'user', content: [part] }] })

test('a text is bounded by its bytes, with room for each message', () => {
  const text = 'ॐ'.repeat(1_000)
  expect(upperTokensOf({ messages: [{ role: 'user', content: text }] })).toBeGreaterThan(3_000)
  const tools = [
    { type: 'function', function: { name: 'f', parameters: { properties: { type: { enum: ['file'] } } } } },
  ]
  expect(upperTokensOf({ messages: [], tools })).toBeGreaterThan(0)
})

test.each([
  ['an image', content({ type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } })],
  ['sound', content({ type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } })],
  ['a file', { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'f' }] }] }],
  [
    'a file of the AI SDK',
    { prompt: [{ role: 'user', content: [{ type: 'file', mediaType: 'image/png', data: 'AA==' }] }] },
  ],
  ['an earlier response', { input: 'x', previous_response_id: 'resp_1' }],
])('%s is not bounded by bytes', (_what, request) => {
  expect(upperTokensOf(request)).toBeNull()
})
