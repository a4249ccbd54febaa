import type { MigrationStatus } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { number } from './problems.text.ts'

/** Which installation a home holds, for people. */
const installationLines = ({ installation, other }: MigrationStatus): string[] =>
  installation === null
    ? ['The home holds no installation by its path yet: the first import claims it.']
    : [
        ...(other === null ? [] : [styled('red', `This home holds another installation, and nothing of ${other}.`)]),
        `${installation.root}: held since ${installation.claimedAt.toISOString()}${
          installation.movedFrom === null ? '' : `, before that as ${installation.movedFrom}`
        }`,
      ]

/** How far a migration is, for people. */
export const statusText = (status: MigrationStatus): string => {
  const { installation, sources, aside, files, cutovers } = status
  if (installation === null && sources.length === 0 && files.length === 0 && cutovers.length === 0)
    return styled('dim', 'Nothing was imported yet.')
  return [
    ...installationLines(status),
    '',
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
}
