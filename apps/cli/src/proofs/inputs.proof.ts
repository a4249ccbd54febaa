import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openServices } from '@fyntrix/services'
import { silentLog } from '@fyntrix/services/shared'
import { z } from 'zod'
import type { CliContext } from '../context.ts'
import { root } from '../env.ts'
import { CommandFailure } from '../shared/failure.ts'
import { startOwnServer } from '../shared/own-server.ts'
import { startOwnServices } from '../shared/own-services.ts'

const Report = z.object({
  calls: z.int(),
  answers: z.record(z.string(), z.record(z.string(), z.int())),
  slowest: z.object({ path: z.string(), ms: z.number() }),
  broken: z.array(z.string()),
})

const Line = z.union([z.object({ path: z.string(), done: z.int(), total: z.int() }), z.object({ report: Report })])

/** What came of `n` inputs for every procedure. */
export interface InputsReport extends z.infer<typeof Report> {
  readonly n: number
  readonly seed: number
  /** Milliseconds until a batch of ten thousand commas was refused, of a hundred tries the slowest but one. */
  readonly wideBatchMs: number
}

export interface InputsOptions {
  readonly n: number
  readonly seed: number
  readonly onProcedure?: (done: number, total: number) => void
}

interface Pass {
  readonly context: CliContext
  readonly url: string
  readonly key: string
  readonly args: readonly string[]
  readonly onProcedure?: InputsOptions['onProcedure']
}

const bombard = async ({ context, url, key, args, onProcedure }: Pass): Promise<z.infer<typeof Report>> => {
  const script = join(root, 'apps/server/src/testing/inputs/inputs.child.ts')
  const child = spawn(process.execPath, [script, '--url', url, ...args], {
    env: { ...context.env.inherited, FYNTRIX_API_KEY: key },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  let report: z.infer<typeof Report> | undefined
  for await (const text of createInterface({ input: child.stdout })) {
    const line = Line.parse(JSON.parse(text))
    if ('report' in line) report = line.report
    else onProcedure?.(line.done, line.total)
  }
  await ended
  if (report === undefined) throw new CommandFailure('the bombardment ended without a report: see above')
  return report
}

const wideBatch = async (url: string, key: string): Promise<{ readonly ms: number; readonly refused: boolean }> => {
  const address = `${url}/trpc/${','.repeat(10_000)}?batch=1`
  const begun = performance.now()
  const { status } = await fetch(address, { headers: { authorization: `Bearer ${key}` } })
  return { ms: performance.now() - begun, refused: status >= 400 && status < 500 }
}

const wideBatchTries = 100
const wideBatchLimitMs = 5

/**
 * Sends `n` inputs to every procedure of a server of its own, made from the procedure's schema and spoilt with what is meant to break out of where it is put.
 * No answer may be an error of the server, or take twenty seconds; a batch of ten thousand commas must be refused within 5 ms.
 */
export const proveInputs = async (
  context: CliContext,
  { n, seed, onProcedure }: InputsOptions,
): Promise<InputsReport> => {
  await using own = await startOwnServices(context.env)
  await using opened = await openServices({
    name: 'fyntrix-proof',
    databaseUrl: own.databaseUrl,
    redisUrl: own.redisUrl,
    source: 'simulated',
    asOf: null,
    home: own.folder,
    version: context.version,
    wall: context.wall,
    log: silentLog,
  })
  const settings = { FYNTRIX_CALLS_PER_MINUTE: '1000000000', FYNTRIX_FAILED_KEYS_PER_MINUTE: '1000000000' }
  await using server = await startOwnServer(context, { own, opened, settings })
  const { url, adminKey: key } = server
  const report = await bombard({ context, url, key, onProcedure, args: ['--n', String(n), '--seed', String(seed)] })
  const broken = [...report.broken]
  const tries: number[] = []
  for (let i = 0; i < wideBatchTries; i += 1) {
    const { ms, refused } = await wideBatch(url, key)
    tries.push(ms)
    if (!refused) broken.push('a batch of 10,000 commas was not refused')
  }
  // one of a hundred may meet a pause of the machine
  const wideBatchMs = tries.toSorted((a, b) => b - a)[1] ?? Number.NaN
  if (!(wideBatchMs < wideBatchLimitMs))
    broken.push(`a batch of 10,000 commas took ${wideBatchMs.toFixed(1)} ms, more than ${wideBatchLimitMs}`)
  return { n, seed, ...report, wideBatchMs, broken: [...new Set(broken)] }
}
