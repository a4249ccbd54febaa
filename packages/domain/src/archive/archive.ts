import { type Mode, modeNames } from '../top-picks/index.ts'
import type { Universe } from '../universes/index.ts'

const pad = (value: number): string => String(value).padStart(2, '0')

/**
 * Name of the archived file of a run, as legacy readers expect it: `picks_{universe}_{Mode}_{YYYYMMDD}_{HHMMSS}.json`, in UTC, the time floored to
 * the second. `collision` appends the first eight digits of the run's id, for a second run that finished within the same second.
 */
export const archiveFileName = (
  run: { universe: Universe; mode: Mode; finishedAt: string; id: string },
  collision: boolean,
): string => {
  const at = new Date(run.finishedAt)
  const date = `${at.getUTCFullYear()}${pad(at.getUTCMonth() + 1)}${pad(at.getUTCDate())}`
  const time = `${pad(at.getUTCHours())}${pad(at.getUTCMinutes())}${pad(at.getUTCSeconds())}`
  const suffix = collision ? `_${run.id.replaceAll('-', '').slice(0, 8)}` : ''
  return `picks_${run.universe}_${modeNames[run.mode]}_${date}_${time}${suffix}.json`
}
