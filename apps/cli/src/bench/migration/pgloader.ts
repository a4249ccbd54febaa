import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { findPgloader } from '@fyntrix/embedded'
import type { CliEnvironment } from '../../env.ts'
import { onDatabase } from '../../proofs/migration/stores.ts'
import { peakMemoryOf } from '../../shared/peak-memory.ts'

/** How the peer did; rows are those that are in PostgreSQL afterwards. */
export interface PeerResult {
  readonly rows: number
  readonly seconds: number
  /** Null where the system does not tell. */
  readonly peakMegabytes: number | null
  /** What it said of errors, its first line of them; null without. */
  readonly error: string | null
}

const lookMs = 100
// with its default of 100,000 rows of a kilobyte its heap of 1 GB is not enough
const options = ['--with', 'prefetch rows = 5000']

/** Loads a database of SQLite with pgloader; null where it cannot be had. */
export const loadWithPgloader = async (
  { binaries, inherited }: Pick<CliEnvironment, 'binaries' | 'inherited'>,
  file: string,
  url: string,
): Promise<PeerResult | null> => {
  const program = await findPgloader({ binariesDir: binaries, env: inherited, download: true }).catch(() => undefined)
  if (program === undefined) return null
  const began = performance.now()
  const child = spawn(program.path, [...options, `sqlite://${file}`, url], {
    env: { ...inherited, ...program.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let peak: number | null = null
  const take = (chunk: Buffer) => void (output += chunk.toString())
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const looking = setInterval(() => (peak = (child.pid === undefined ? null : peakMemoryOf(child.pid)) ?? peak), lookMs)
  await once(child, 'close')
  clearInterval(looking)
  const seconds = (performance.now() - began) / 1_000
  const rows = await onDatabase(url, async (client) => {
    const { rows: found } = await client.query<{ n: number }>(
      `select case when to_regclass('ai_recommendations') is null then 0 else (xpath('/row/n/text()', query_to_xml('select count(*) as n from ai_recommendations', false, true, '')))[1]::text::int end as n`,
    )
    return found[0]?.n ?? 0
  })
  const error = output.split('\n').find((line) => / (?:ERROR|FATAL) /.test(line)) ?? null
  return { rows, seconds, peakMegabytes: peak === null ? null : peak / 1e6, error }
}
