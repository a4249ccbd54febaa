import { describe, expect, test } from 'vitest'
import { ask, testServer } from '../testing/index.ts'

const origin = 'https://app.example.com'
const preflight = (from: string) => ({
  method: 'OPTIONS',
  headers: { origin: from, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
})
const corsHeaders = (headers: Headers) => [...headers.keys()].filter((name) => name.startsWith('access-control'))

describe('without a list', async () => {
  const server = await testServer()
  test('no origin may read anything', async () => {
    const key = await server.key('read')
    const url = `${server.url()}/trpc/universes.list`
    for (const answer of [await ask(url, key, { headers: { origin } }), await ask(url, undefined, preflight(origin))])
      expect(corsHeaders(answer.headers)).toEqual([])
  })
})

describe('with a list', async () => {
  const server = await testServer({ corsOrigins: [origin] })
  const url = `${server.url()}/trpc/universes.list`

  test('a listed origin reads answers and errors, is told the time to wait, and sends no cookies', async () => {
    for (const key of [await server.key('read'), 'wrong']) {
      const { headers } = await ask(url, key, { headers: { origin } })
      expect(headers.get('access-control-allow-origin')).toBe(origin)
      expect(headers.get('access-control-expose-headers')).toContain('retry-after')
      expect(headers.get('vary')).toMatch(/origin/i)
      expect(headers.has('access-control-allow-credentials')).toBe(false)
    }
  })

  test('a browser that asks beforehand is answered without a key', async () => {
    const answer = await ask(url, undefined, preflight(origin))
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/authorization.*x-fyntrix-sdk/)
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST')
  })

  test.each([
    'https://evil.example',
    'https://app.example.com.evil.example',
    'http://app.example.com',
    'null',
    `${origin}:8443`,
  ])('another origin gets no header: %s', async (from) => {
    const key = await server.key('read')
    for (const answer of [
      await ask(url, key, { headers: { origin: from } }),
      await ask(url, undefined, preflight(from)),
    ])
      expect(corsHeaders(answer.headers)).toEqual([])
  })
})
