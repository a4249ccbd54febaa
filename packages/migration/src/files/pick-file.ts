import { isDeepStrictEqual } from 'node:util'
import type { ImportedFilesRepository } from '@fyntrix/db/imported'
import { z } from 'zod'
import { readTime, toUtc } from '../rules/instants.ts'

/** What the legacy system wrote for readers: a part of a run's payload under other names. */
const PickFile = z.looseObject({
  run_id: z.string(),
  items: z.array(z.unknown()),
  as_of: z.string(),
  universe: z.string(),
  mode: z.string(),
})
/** What it wrote once a day: the payload itself. */
const DailyFile = z.looseObject({ generated_at: z.string(), picks: z.array(z.unknown()) })
const Payload = z.looseObject({
  generated_at: z.string().optional(),
  universe: z.string().optional(),
  mode: z.string().optional(),
  picks: z.array(z.unknown()).optional(),
  metadata: z.looseObject({ analysis_time_seconds: z.unknown(), policy_version: z.unknown() }).optional(),
})

/** Whether a pick file says what its run does. */
export interface PickFileVerdict {
  readonly became: 'equal to its run' | 'differs from its run' | 'of no run that is here' | 'no pick file'
  readonly runId: string | null
  /** What differs. */
  readonly detail: string | null
}

/** JSON, or undefined: a payload was kept as it was written, whatever that is. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const verdict = (runId: string, pairs: Readonly<Record<string, readonly [unknown, unknown]>>): PickFileVerdict => {
  const different = Object.entries(pairs).flatMap(([name, [file, run]]) => (isDeepStrictEqual(file, run) ? [] : [name]))
  return different.length === 0
    ? { became: 'equal to its run', runId, detail: null }
    : { became: 'differs from its run', runId, detail: `differs in ${different.join(', ')}` }
}

const ofRun = async (
  files: ImportedFilesRepository,
  { run_id: runId, items, as_of, universe, mode, ...rest }: z.infer<typeof PickFile>,
): Promise<PickFileVerdict> => {
  const written = await files.payload(runId)
  if (written === null) return { became: 'of no run that is here', runId, detail: null }
  const payload = Payload.safeParse(parsed(written)).data
  if (payload === undefined)
    return { became: 'differs from its run', runId, detail: 'the payload of its run cannot be read' }
  const { analysis_time_seconds, policy_version } = payload.metadata ?? {}
  return verdict(runId, {
    items: [items, payload.picks],
    as_of: [as_of, payload.generated_at],
    universe: [universe, payload.universe],
    mode: [mode, payload.mode],
    elapsed_seconds: [rest['elapsed_seconds'], analysis_time_seconds],
    policy_version: [rest['policy_version'], policy_version],
  })
}

const begunAt = (generatedAt: string): string | null => {
  const time = readTime(generatedAt)
  if (time === null) return null
  const { micros } = toUtc(time, 'ist')
  const ms = Math.floor(micros / 1_000)
  return new Date(ms).toISOString().replace('Z', `${String(micros - ms * 1_000).padStart(3, '0')}Z`)
}

const ofDay = async (files: ImportedFilesRepository, daily: z.infer<typeof DailyFile>): Promise<PickFileVerdict> => {
  const at = begunAt(daily.generated_at)
  const runs = at === null ? [] : await files.runsBegunAt(at)
  const same = runs.find(({ payload }) => isDeepStrictEqual(parsed(payload), daily))
  if (same !== undefined) return { became: 'equal to its run', runId: same.runId, detail: null }
  const [first] = runs
  return first === undefined
    ? { became: 'of no run that is here', runId: null, detail: null }
    : { became: 'differs from its run', runId: first.runId, detail: `${runs.length} runs began when it says` }
}

/** Holds a pick file against the payload of its run, which must have been imported before. */
export const judgePickFile = async (files: ImportedFilesRepository, text: string): Promise<PickFileVerdict> => {
  const value = parsed(text)
  if (value === undefined) return { became: 'no pick file', runId: null, detail: 'no JSON' }
  const pickFile = PickFile.safeParse(value).data
  if (pickFile !== undefined) return ofRun(files, pickFile)
  const daily = DailyFile.safeParse(value).data
  return daily === undefined ? { became: 'no pick file', runId: null, detail: null } : ofDay(files, daily)
}
