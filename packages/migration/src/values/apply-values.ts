import { createHash } from 'node:crypto'
import type { ImportedRepository } from '@fyntrix/db/imported'
import type { Problem } from '../inspection.ts'
import { importValues, type ValueImport } from './import-values.ts'
import type { ValuesToMove } from './planned-values.ts'
import type { Quarantined } from './report.ts'

/** Bytes of a place: an index holds no more than a few thousand. */
const longestPlace = 1_000

/** Where a value stands in quarantine: under its place, or where that is too long under its beginning and its SHA-256. */
const keptUnder = (place: string): string =>
  Buffer.byteLength(place) <= longestPlace
    ? place
    : `${place.slice(0, 200)}… SHA-256 ${createHash('sha256').update(place).digest('hex')}`

const cellsOf = ({ place, form, size, sha256, bytes }: Quarantined): string =>
  JSON.stringify({ place, form, size, sha256, bytes: bytes === null ? null : Buffer.from(bytes).toString('base64') })

/** Moves values into Redis, those that cannot be moved into quarantine. */
export const applyValues = async (
  imported: ImportedRepository,
  { target, sources, options }: ValuesToMove,
): Promise<{ readonly values: ValueImport; readonly problems: readonly Problem[] }> => {
  const values = await importValues(target, sources, {
    ...options,
    onQuarantined: (value) =>
      imported.quarantine(keptUnder(value.place), {
        row: 0n,
        reason: 'value',
        detail: value.reason,
        cells: cellsOf(value),
      }),
  })
  const { quarantined, kept } = values
  return { values, problems: [...quarantined, ...kept].map(({ place, reason }) => ({ place, reason })) }
}
