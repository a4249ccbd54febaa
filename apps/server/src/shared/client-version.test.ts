import { version } from '@fyntrix/sdk'
import { describe, expect, test } from 'vitest'
import { apiMajor, checkClientVersion } from './client-version.ts'

describe('the version of a client', () => {
  test('of this repository is of the major that the server speaks', () => {
    expect(Number(version.split('.')[0])).toBe(apiMajor)
    expect(() => checkClientVersion(version)).not.toThrow()
  })

  test('may be newer, or missing', () => {
    for (const fine of [undefined, `${apiMajor}.99.0`, `${apiMajor + 1}.0.0-beta.1`]) {
      expect(() => checkClientVersion(fine)).not.toThrow()
    }
  })

  test('of an older major is refused, and text that is none', () => {
    expect(() => checkClientVersion(`${apiMajor - 1}.9.9`)).toThrow(
      expect.objectContaining({ code: 'incompatible-client' }),
    )
    for (const odd of ['', '1', '1.0', 'v1.0.0', `1.0.0-${'x'.repeat(100)}`, '1.0.0\n']) {
      expect(() => checkClientVersion(odd)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    }
  })
})
