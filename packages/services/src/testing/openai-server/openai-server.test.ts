import { expect, test } from 'vitest'
import { forkOpenAiServer, startOpenAiServer } from './index.ts'

const prices = { 'gpt-5-mini': { input: '0.25', cached: '0.025', output: '2' } }
const ask = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] }),
  })

test('what was charged is told to the last digit, by the id that the client gave', async () => {
  await using server = await startOpenAiServer({
    prices,
    plan: ({ nth }) =>
      nth === 0
        ? { kind: 'answer', tokens: { prompt: 1_001, cached: 1_000, completion: 7, reasoning: 5 } }
        : { kind: 'status', status: 429, retryAfter: 3 },
  })
  const first = await ask(server.url, { 'x-client-request-id': 'one, "two"' })
  expect(await first.json()).toMatchObject({
    usage: { prompt_tokens: 1_001, completion_tokens: 7, total_tokens: 1_008 },
  })
  const second = await ask(server.url)
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, '3'])
  // 1 × 0.25 + 1000 × 0.025 + 7 × 2, by the million
  expect(server.account.csv().split('\n')[1]).toBe('"one, ""two""",gpt-5-mini,1001,1000,7,0.000039250000')
  expect(server.account.charges).toHaveLength(1)
})

test('a server in another process draws from its mix and hands out its account', async () => {
  await using server = await forkOpenAiServer({
    prices,
    mix: {
      seed: 's',
      behaviours: [{ weight: 1, behaviour: { kind: 'answer', tokens: { prompt: 4, completion: 1 } } }],
    },
  })
  await (await ask(server.url, { 'x-client-request-id': 'a' })).text()
  expect(await server.jsonLines()).toBe(
    '{"requestId":"a","model":"gpt-5-mini","tokens":{"prompt":4,"cached":0,"completion":1,"reasoning":0},"amountUsd":"0.000003000000"}\n',
  )
})
