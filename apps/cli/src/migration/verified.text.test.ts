import { stripVTControlCharacters } from 'node:util'
import type { Verified } from '@fyntrix/migration'
import { expect, test } from 'vitest'
import { verifiedReport, verifiedText } from './verified.text.ts'

const verified: Verified = {
  root: '/legacy',
  homeHolds: null,
  tables: [],
  candles: [],
  unreadCaches: [],
  documents: [],
  values: null,
  files: { proved: 1, problems: [] },
  links: { recommendations: 0, linked: 0 },
  unread: [{ place: 'cache/a.db#notes', reason: 'a virtual table is not read' }],
  locked: [],
  proved: false,
}

test('of an installation that the home does not hold it is told that nothing was compared', () => {
  const other = { ...verified, homeHolds: '/another' }
  const line = /This home holds \/another, and nothing of \/legacy: nothing was compared\./
  expect(stripVTControlCharacters(verifiedText(other))).toMatch(line)
  expect(verifiedText(other)).not.toMatch(/files proved/)
  expect(verifiedReport(other, new Date(0))).toMatch(line)
})

test('people are told what is not imported, and that not everything is proved', () => {
  expect(stripVTControlCharacters(verifiedText(verified))).toMatch(
    /Not everything is proved\.\nnot imported:\n {2}cache\/a\.db#notes: a virtual table is not read$/,
  )
  expect(verifiedReport(verified, new Date('2026-01-10T00:00:00Z'))).toMatch(
    /## Not imported\n\n- `cache\/a\.db#notes`: a virtual table is not read\n/,
  )
})
