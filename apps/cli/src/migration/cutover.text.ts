import type { Cleaned, Cutover, Drill, Followed, FollowRound, Rollback, ShadowReport } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { number, problemLines } from './problems.text.ts'

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
const lines = (title: string, all: readonly string[]): string[] =>
  all.length === 0 ? [] : [styled('yellow', `${title}:`), ...all.map((line) => `  ${line}`)]

/** What one look brought, in a line. */
export const roundText = ({ added, replaced, files, waiting }: FollowRound): string =>
  [
    `${number(added)} added`,
    `${number(replaced)} changed`,
    `${number(files)} files`,
    ...(waiting.length === 0 ? [] : [`${number(waiting.length)} locked`]),
  ].join(', ')

/** What following brought, for people. */
export const followedText = (followed: Followed): string =>
  [
    `${number(followed.rounds)} looks: ${number(followed.added)} rows added, ${number(followed.replaced)} changed, ${number(followed.files)} files`,
    ...(followed.switched ? ['It ended because the installation was switched over.'] : []),
    ...followed.deleted.map(
      ({ path, table: name, rows }) => `${path}#${name}: ${number(rows.length)} rows are gone there: they stay here`,
    ),
    ...(followed.waiting.length === 0 ? [] : [problemLines('still locked', followed.waiting)]),
    ...(followed.problems.length === 0 ? [] : [problemLines('to know of', followed.problems)]),
  ].join('\n')

/** What shadow reads found, for people. */
export const shadowText = (report: ShadowReport): string =>
  [
    table(
      ['question', 'asked', 'different at first'],
      report.kinds.map(({ kind, reads, different }) => [kind, number(reads), number(different)]),
      [1, 2],
    ),
    '',
    ...report.explained.map(({ cause, reads }) => `${number(reads)} explained: ${cause}`),
    ...(report.notAsked.length === 0 ? [] : [`not asked, for want of rows: ${report.notAsked.join(', ')}`]),
    report.unexplained === 0
      ? styled(
          'green',
          `${number(report.reads)} reads, none of them different without a known cause (${seconds(report.elapsedMs)})`,
        )
      : styled('red', `${number(report.unexplained)} of ${number(report.reads)} reads differ without a known cause`),
    ...report.listed
      .slice(0, 20)
      .map(
        ({ question, difference }) =>
          `  ${JSON.stringify(question)}: item ${difference.item}${difference.value === '' ? '' : `, ${difference.value}`}: ${difference.legacy} there, ${difference.here} here`,
      ),
  ].join('\n')

const deletedLines = ({ deleted }: Pick<Cutover, 'deleted'>): string[] =>
  deleted.map(
    ({ path, table: name, rows }) => `${path}#${name}: ${number(rows.length)} rows were deleted there: they stay here`,
  )

const notImportedLines = ({ notImported }: Pick<Cutover, 'notImported'>): string[] =>
  notImported.length === 0 ? [] : [problemLines('not imported', notImported)]

/** What the cut-over did, for people. */
export const cutoverText = (done: Cutover): string =>
  done.switchedAt === null
    ? [styled('red', 'Not switched over.'), ...lines('in the way', done.refused), ...notImportedLines(done)].join('\n')
    : [
        ...done.databases.map(({ path, sha256, bytes }) => `${path}  ${number(bytes)} bytes  SHA-256 ${sha256}`),
        ...deletedLines(done),
        ...notImportedLines(done),
        styled(
          'green',
          done.already
            ? `It was switched over already, at ${done.switchedAt.toISOString()}.`
            : `Switched over at ${done.switchedAt.toISOString()} (${seconds(done.elapsedMs)}).`,
        ),
        `to go back: ./fyntrix migrate rollback ${done.root}`,
      ].join('\n')

/** What the roll-back did, for people. */
export const rollbackText = (done: Rollback): string =>
  [
    done.already
      ? `It was rolled back already, at ${done.rolledBackAt.toISOString()}.`
      : styled('green', `Rolled back at ${done.rolledBackAt.toISOString()} (${seconds(done.elapsedMs)}).`),
    ...done.restored.map((path) => `${path}: put back`),
    ...done.unchanged.map((path) => `${path}: as it was at the switch, by SHA-256`),
    ...lines(
      'edited by somebody between two backups, and so not put back',
      done.edits.map(({ path, copy }) => `${path}: that text is kept in ${copy}`),
    ),
    ...lines(
      'changed since the switch',
      done.changed.map(({ path, change }) => `${path}: ${change}`),
    ),
  ].join('\n')

/** What a drill did, for people. */
export const drillText = ({ rollback, cutover, elapsedMs }: Drill): string =>
  [rollbackText(rollback), '', cutoverText(cutover), '', styled('bold', `Both took ${seconds(elapsedMs)}.`)].join('\n')

/** What `clean` did, for people. */
export const cleanedText = ({ inventory, done, stays }: Cleaned, verb: string): string =>
  [
    `${number(done.length)} files were ${verb}, ${number(done.reduce((sum, { bytes }) => sum + bytes, 0))} bytes`,
    ...(stays.length === 0 ? [] : [problemLines('stays', stays)]),
    `inventory: ${inventory}`,
    ...(verb === 'moved' && done.length > 0 ? [`to move them back: ./fyntrix migrate clean --undo ${inventory}`] : []),
  ].join('\n')
