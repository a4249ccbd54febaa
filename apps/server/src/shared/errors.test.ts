import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError, errorCodes } from '@fyntrix/domain/shared'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { expect, test } from 'vitest'
import { factsOf, toTrpcError } from './errors.ts'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/api.md'), 'utf8')

test('the page of the API explains every error code, and no other', () => {
  const told = [...page.matchAll(/^\| `([a-z-]+)` \| \d/gm)].map(([, code]) => code)
  expect(told).toHaveLength(errorCodes.length)
  expect(new Set(told)).toEqual(new Set(errorCodes))
})

test.each(errorCodes)('%s has the HTTP status that the page says, and stays the same code on its way out', (code) => {
  const error = toTrpcError(new DomainError(code, 'why'))
  const [, statuses] = new RegExp(`^\\| \`${code}\` \\| ([\\d, ]+) \\|`, 'm').exec(page) ?? []
  expect(statuses?.split(', ')).toContain(String(getHTTPStatusCodeFromError(error)))
  expect(factsOf(error).domainCode).toBe(code)
})
