import { stripVTControlCharacters } from 'node:util'
import type { Cutover } from '@fyntrix/migration'
import { Command } from 'commander'
import { expect, test } from 'vitest'
import { readEnvironment } from '../env.ts'
import { cutoverText, drillText, rollbackText, shadowText } from './cutover.text.ts'
import { migrateCommand } from './migrate.command.ts'

const at = new Date('2026-01-10T00:00:00Z')
const refused: Cutover = {
  root: '/legacy',
  switchedAt: null,
  already: false,
  refused: ['cache/a.db: somebody still writes to it: stop the legacy system'],
  verified: null,
  shadow: null,
  deleted: [],
  notImported: [],
  databases: [],
  configuration: null,
  elapsedMs: 1_000,
}
const switched: Cutover = {
  ...refused,
  refused: [],
  switchedAt: at,
  notImported: [{ place: 'link', reason: 'a link' }],
  deleted: [{ path: 'cache/a.db', table: 'ai_recommendations', rows: [1n, 2n] }],
  databases: [{ path: 'cache/a.db', bytes: 4_096, sha256: 'ab', logSha256: null }],
}

test('people are told why nothing was switched, or when it was, with what, and how to go back', () => {
  expect(stripVTControlCharacters(cutoverText(refused))).toBe(
    'Not switched over.\nin the way:\n  cache/a.db: somebody still writes to it: stop the legacy system',
  )
  expect(stripVTControlCharacters(cutoverText(switched))).toBe(
    [
      'cache/a.db  4,096 bytes  SHA-256 ab',
      'cache/a.db#ai_recommendations: 2 rows were deleted there: they stay here',
      'not imported:\n  link: a link',
      'Switched over at 2026-01-10T00:00:00.000Z (1.0 s).',
      'to go back: ./fyntrix migrate rollback /legacy',
    ].join('\n'),
  )
})

test('people are told what a roll-back found changed, how long a drill took, and which read differs where', () => {
  const rollback = {
    root: '/legacy',
    rolledBackAt: at,
    already: false,
    switchedAt: at,
    restored: ['.env'],
    edits: [{ path: '.env', copy: '/backup-2/1.copy' }],
    unchanged: ['cache/b.db'],
    changed: [{ path: 'cache/a.db', change: 'changed' as const }],
    elapsedMs: 2_000,
  }
  expect(stripVTControlCharacters(rollbackText(rollback))).toMatch(
    /\.env: put back\ncache\/b\.db: as it was[^]*not put back:\n {2}\.env: that text is kept in \/backup-2\/1\.copy\nchanged since the switch:\n {2}cache\/a\.db: changed$/,
  )
  expect(stripVTControlCharacters(drillText({ rollback, cutover: switched, elapsedMs: 3_000 }))).toMatch(
    /Both took 3\.0 s\.$/,
  )
  const report = {
    root: '/legacy',
    reads: 10,
    seed: 1,
    kinds: [],
    explained: [{ cause: 'quarantined', reads: 2 }],
    unexplained: 1,
    listed: [
      {
        question: { kind: 'run' as const, runId: 'r' },
        difference: { item: 0, value: 'mode', legacy: '"swing"', here: '"Swing"' },
      },
    ],
    notAsked: [],
    elapsedMs: 1,
  }
  expect(stripVTControlCharacters(shadowText(report))).toMatch(
    /2 explained: quarantined\n1 of 10 reads differ[^]*\{"kind":"run","runId":"r"\}: item 0, mode: "swing" there, "Swing" here$/,
  )
})

test('clean without anything to clean, or with two things, is called wrongly', async () => {
  const program = new Command()
  migrateCommand(program, { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => at })
  const call = (...given: string[]) => program.parseAsync(['migrate', 'clean', ...given], { from: 'user' })
  await expect(call()).rejects.toMatchObject({ exitCode: 2 })
  await expect(call('/legacy', '--purge', 'inventory.json')).rejects.toMatchObject({ exitCode: 2 })
})
