import type { MigrationStatus } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { number } from './problems.text.ts'

/** How far a migration is, for people. */
export const statusText = ({ sources, aside, files, cutovers }: MigrationStatus): string =>
  sources.length === 0 && files.length === 0 && cutovers.length === 0
    ? styled('dim', 'Nothing was imported yet.')
    : [
        table(
          ['database', 'table', 'rows up to', 'imported', 'quarantined'],
          sources.map(({ path, table: name, lastRow, stored, quarantined }) => [
            path,
            name,
            lastRow?.toString() ?? '',
            number(stored),
            number(quarantined),
          ]),
          [2, 3, 4],
        ),
        ...(aside === 0 ? [] : ['', `${number(aside)} files and values stand in quarantine`]),
        '',
        table(
          ['files', 'number', 'what became of them'],
          files.map(({ kind, became, files: n }) => [kind, number(n), became]),
          [1],
        ),
        ...cutovers.map(({ root, phase, at }) => `${root}: ${phase} since ${at.toISOString()}`),
      ].join('\n')
