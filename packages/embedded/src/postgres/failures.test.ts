import { expect, test } from 'vitest'
import { ServiceUnavailableError } from '../errors.ts'
import { findPostgresBinaries } from './binaries.ts'
import { describeFailure, lostPort } from './failures.ts'

test('a platform without packaged binaries is named together with what to do instead', async () => {
  await expect(findPostgresBinaries('plan9-mips')).rejects.toMatchObject({
    code: 'unsupported-platform',
    message: expect.stringMatching(/plan9-mips.*linux-x64.*FYNTRIX_DATABASE_URL/),
  })
})

test('a failure carries the last lines and, where they are understood, the remedy for them', () => {
  const log = ['postgres: error while loading shared libraries: libicui18n.so.60: cannot open shared object file']
  const error = describeFailure('/home/pg', 'the server did not start', log)
  expect(error).toBeInstanceOf(ServiceUnavailableError)
  expect(error).toMatchObject({ code: 'start-failed', log, message: expect.stringContaining(log[0] ?? '') })
  expect(error.remedy).toContain('install scripts')
})

test('only the loss of the port itself counts as such', () => {
  expect(lostPort(['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use'])).toBe(true)
  expect(lostPort(['FATAL:  data directory "/x" has wrong ownership'])).toBe(false)
})
