import { expect, test } from 'vitest'
import { upperTokensOf } from './upper-tokens.ts'

const chat = (content: unknown, more = {}) => ({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...more })

test('a request has at least a token for each byte, in whatever script it is written', () => {
  expect(upperTokensOf('')).toBe(512)
  expect(upperTokensOf('₹')).toBe(515)
  // नमस्ते has 18 bytes, its message 28 around it
  expect(upperTokensOf({ messages: [{ role: 'user', content: 'नमस्ते' }] })).toBeGreaterThan(512 + 18 + 28)
  // one sign that the form NFKC spells out in 18 letters of 2 bytes each or fewer
  expect(upperTokensOf('ﷺ')).toBe(512 + 33)
})

test('each message, and each text of a list, may have tokens around it', () => {
  const [one, two] = [{ messages: [{ c: '' }] }, { messages: [{ c: '' }, { c: '' }] }].map(upperTokensOf)
  expect((two ?? 0) - (one ?? 0)).toBe(16 + ',{"c":""}'.length)
  expect(upperTokensOf({ input: ['a', 'b'] })).toBe(512 + 3 * 16 + '{"input":["a","b"]}'.length)
})

test('tools bring instructions of the provider’s along', () => {
  const tools = [{ type: 'function', function: { name: 'price', parameters: { properties: { image_url: {} } } } }]
  expect((upperTokensOf(chat('hi', { tools })) ?? 0) - (upperTokensOf(chat('hi', { tools: [] })) ?? 0)).toBeGreaterThan(
    1_024,
  )
})

test.each([
  ['an image of OpenAI', chat([{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBO' } }])],
  ['an image of a response', { input: [{ role: 'user', content: [{ type: 'input_image', file_id: 'f' }] }] }],
  ['an image of Anthropic', chat([{ type: 'image', source: { type: 'base64', data: 'iVBO' } }])],
  ['an image of Google', { contents: [{ parts: [{ inlineData: { mimeType: 'image/png', data: 'iVBO' } }] }] }],
  [
    'a file of the AI SDK',
    { prompt: [{ role: 'user', content: [{ type: 'file', mediaType: 'image/png', data: 'u' }] }] },
  ],
  ['sound', chat([{ type: 'input_audio', input_audio: { data: 'UklG', format: 'wav' } }])],
  ['a cached content', { cachedContent: 'cachedContents/1', contents: [] }],
  ['an earlier response', { input: 'go on', previous_response_id: 'resp_1' }],
  ['a message that the provider keeps', { input: [{ type: 'item_reference', id: 'msg_1' }] }],
  ['reasoning that the provider keeps', { input: [{ type: 'reasoning', id: 'rs_1', summary: [] }] }],
])('what is not text in the request has no bound: %s', (_, request) => {
  expect(upperTokensOf(request)).toBeNull()
})

test('what is said to be nothing is nothing', () => {
  expect(upperTokensOf({ input: 'hi', previous_response_id: null, conversation: undefined })).not.toBeNull()
  expect(upperTokensOf(undefined)).toBe(512)
})
