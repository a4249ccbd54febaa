import { TRPCClientError } from '@trpc/client'
import { describe, expect, test } from 'vitest'
import { FyntrixError, isFyntrixError, toFyntrixError } from './fyntrix-error.ts'

const fromWire = (data: object) =>
  TRPCClientError.from({ error: { code: -32600, message: 'universe: no such universe', data } })
const data = {
  domainCode: 'invalid-input',
  requestId: 'r-1',
  issues: [{ path: 'universe', message: 'no such universe' }],
  retryAfterSeconds: null,
}

describe('an error of a call', () => {
  test('that the server explained keeps its code, words, request id and issues, and the cause', () => {
    const cause = fromWire(data)
    const error = toFyntrixError(cause)
    const { domainCode: code, ...rest } = data
    expect(error).toMatchObject({ name: 'FyntrixError', code, message: 'universe: no such universe', ...rest, cause })
    expect(isFyntrixError(error)).toBe(true)
    expect(toFyntrixError(error)).toBe(error)
  })

  test('with a code that is newer than this SDK counts as the server’s fault', () => {
    expect(toFyntrixError(fromWire({ ...data, domainCode: 'out-of-tea' })).code).toBe('internal')
  })

  test('that no Fyntrix server explained is unavailable and has no request id', () => {
    for (const cause of [
      new TypeError('fetch failed'),
      TRPCClientError.from(new Error('Unknown error')),
      fromWire({}),
      'x',
    ]) {
      const error = toFyntrixError(cause)
      expect(error).toBeInstanceOf(FyntrixError)
      expect(error).toMatchObject({ code: 'unavailable', requestId: null, issues: [] })
      expect(error.message).toMatch(/did not answer/)
    }
  })
})
