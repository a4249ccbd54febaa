import { type Mode, modeNames } from '../top-picks/index.ts'
import type { Universe } from '../universes/index.ts'

const pad = (value: number): string => String(value).padStart(2, '0')

/**
 * Names for the archived file of a run, to be tried in this order until one is free: `picks_{universe}_{Mode}_{YYYYMMDD}_{HHMMSS}.json` as legacy readers
 * expect it, in UTC, the time floored to the second; then with the first eight digits of the run's id appended; then with the whole id, since runs of
 * about the same minute share their first digits.
 */
export const archiveFileNames = (run: {
  universe: Universe
  mode: Mode
  finishedAt: string
  id: string
}): readonly [string, string, string] => {
  const at = new Date(run.finishedAt)
  const date = `${at.getUTCFullYear()}${pad(at.getUTCMonth() + 1)}${pad(at.getUTCDate())}`
  const time = `${pad(at.getUTCHours())}${pad(at.getUTCMinutes())}${pad(at.getUTCSeconds())}`
  const stem = `picks_${run.universe}_${modeNames[run.mode]}_${date}_${time}`
  const id = run.id.replaceAll('-', '')
  return [`${stem}.json`, `${stem}_${id.slice(0, 8)}.json`, `${stem}_${id}.json`]
}
