import { number, verdict } from '../verdict.text.ts'
import type { MigrationProofReport } from './migration.proof.ts'

export const migrationProofText = ({
  n,
  rows,
  seed,
  unbroken,
  flipped,
  large,
  small,
  broken,
  seconds,
}: MigrationProofReport): string =>
  [
    `${number(rows)} rows (seed ${seed}), unbroken: ${number(Math.round(unbroken.rowsPerSecond))} rows/s, ${unbroken.peakMegabytes === null ? 'memory not told here' : `at most ${unbroken.peakMegabytes.toFixed(0)} MB`}, ${number(unbroken.content.rows)} imported and ${unbroken.content.quarantined} in quarantine, proved in ${unbroken.verifySeconds.toFixed(1)} s;`,
    `one cell flipped in row ${number(flipped.row)}: found ${flipped.found || 'nothing'} in ${flipped.seconds.toFixed(1)} s;`,
    `killed ${number(large.kills)} times and gone on with, ${number(large.amid)} of them before all rows were written;`,
    `${number(small.imports)} imports of 5,000 rows killed once: ${small.early} before the first rows, ${small.amid} after them (${small.ended} more were over before their kill); ${n === 0 ? '' : `${seconds.toFixed(0)} s in all.`}`,
    verdict(broken, 'Each ended as one that was never broken.'),
  ].join('\n')
