import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CandleSource } from '@fyntrix/domain/candles'
import { Instant, Lane } from '@fyntrix/domain/shared'
import { z } from 'zod'

/** What a home is for: it serves one lane. `asOf` is where the clock of a replay stands. */
export const HomeConfig = z.object({
  lane: Lane,
  source: CandleSource,
  marketData: z.string().nullable(),
  asOf: Instant.nullable(),
})
export type HomeConfig = z.infer<typeof HomeConfig>

const ProcessMark = z.object({ pid: z.int(), startedAt: z.string() })
export type ProcessMark = z.infer<typeof ProcessMark>

/** What `up` is doing, for the commands that look at it. */
export const RunState = z.object({
  phase: z.enum(['starting', 'healthy', 'failed', 'stopping']),
  supervisor: ProcessMark,
  children: z.array(ProcessMark.extend({ name: z.string() })),
  url: z.string().nullable(),
  embedded: z.object({ postgres: z.boolean(), redis: z.boolean() }),
})
export type RunState = z.infer<typeof RunState>

export const Credentials = z.object({ adminKey: z.string() })

/** The files of a home. */
export const homePaths = (home: string) => ({
  config: join(home, 'home.json'),
  state: join(home, 'state.json'),
  credentials: join(home, 'credentials.json'),
  calendars: join(home, 'calendar'),
  lock: join(home, 'up.lock'),
  guest: join(home, 'replay.lock'),
  imported: join(home, 'imported'),
  log: join(home, 'up.log'),
  logs: join(home, 'logs'),
  postgres: join(home, 'postgres'),
  redis: join(home, 'redis-server'),
})

/** Reads and checks a JSON file; undefined when there is none. Throws when it is damaged. */
export const readJson = <T>(path: string, schema: z.ZodType<T>): T | undefined => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw cause
  }
  return schema.parse(JSON.parse(text))
}

/** Writes a JSON file, whole or not at all; readable by its owner only. */
export const writeJson = (path: string, value: unknown): void => {
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(temporary, path)
}

/** Makes the home's folder. Others may pass through it, since the database runs under an account of its own, but not list it. */
export const ensureHome = (home: string): void => {
  mkdirSync(home, { recursive: true })
  chmodSync(home, 0o711)
}

export const removeState = (home: string): void => rmSync(homePaths(home).state, { force: true })
