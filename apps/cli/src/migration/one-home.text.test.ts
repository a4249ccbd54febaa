import { stripVTControlCharacters } from 'node:util'
import type { Applied, MigrationStatus } from '@fyntrix/migration'
import { expect, test } from 'vitest'
import { appliedReport, appliedText } from './applied.text.ts'
import { statusText } from './status.text.ts'

const status: MigrationStatus = {
  installation: { root: '/legacy', claimedAt: new Date('2026-01-10T00:00:00Z'), movedFrom: null },
  other: null,
  sources: [],
  aside: 0,
  cutovers: [],
  files: [],
}
const told = (of: Partial<MigrationStatus>) => stripVTControlCharacters(statusText({ ...status, ...of }))

test('a status names the installation that the home holds, and one that it does not', () => {
  const first = told({}).split('\n')[0]
  expect(first).toBe('/legacy: held since 2026-01-10T00:00:00.000Z')
  expect(told({ other: '/other' })).toMatch(
    /^This home holds another installation, and nothing of \/other\.\n\/legacy: held since/,
  )
  const installation = { root: '/new', claimedAt: new Date(0), movedFrom: '/legacy' }
  expect(told({ installation })).toMatch(/^\/new: held since 1970-01-01T00:00:00.000Z, before that as \/legacy\n/)
})

test('a status of a home of before, which knows of no path, says so, and one of an empty home that nothing was imported', () => {
  const files = [{ kind: 'json', became: 'kept', files: 1 }]
  expect(told({ installation: null, files })).toMatch(/^The home holds no installation by its path yet: /)
  expect(told({ installation: null })).toBe('Nothing was imported yet.')
})

const applied: Applied = {
  root: '/new',
  hash: 'x',
  moved: { from: '/legacy', left: ['cache/a.db'] },
  tables: [],
  candles: [],
  documents: [],
  files: { files: 0, bytes: 0, changed: 0, became: [], strays: [], problems: [] },
  values: null,
  problems: [],
}

test('an import of an installation that was moved says from where, and which databases lie there too', () => {
  const moved = 'The home knows /legacy as /new from now on, and refuses the old path.'
  const left = '1 database lies there too (cache/a.db): what is written there is not imported.'
  expect(stripVTControlCharacters(appliedText(applied))).toContain(`${moved}\n${left}\n`)
  expect(appliedReport(applied, new Date(0))).toContain(`## Moved\n\n${moved}\n\n${left}\n`)
  const whole = { ...applied, moved: { from: '/legacy', left: [] } }
  expect(appliedText(whole)).not.toContain('there too')
  expect(appliedReport({ ...applied, moved: null }, new Date(0))).not.toContain('Moved')
})
