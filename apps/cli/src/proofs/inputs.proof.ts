import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { defaultUserId } from '@fyntrix/db/access'
import type { Services } from '@fyntrix/services'
import type { Session } from '@fyntrix/services/access'
import { z } from 'zod'
import type { CliContext } from '../context.ts'
import { root } from '../env.ts'
import { CommandFailure } from '../shared/failure.ts'
import { startOwnServer } from '../shared/own-server.ts'
import { openOwn, startOwnServices } from '../shared/own-services.ts'
import { askWideBatch, type WideBatch } from './wide-batch.ts'

const Report = z.object({
  calls: z.int(),
  answers: z.record(z.string(), z.record(z.string(), z.int())),
  slowest: z.object({ path: z.string(), ms: z.number() }),
  seconds: z.record(z.string(), z.number()),
  broken: z.array(z.string()),
})

const Line = z.union([z.object({ path: z.string(), done: z.int(), total: z.int() }), z.object({ report: Report })])

/** What came of `n` inputs for every procedure. */
export interface InputsReport extends z.infer<typeof Report> {
  readonly n: number
  readonly seed: number
  /** Calls under the key of another user, none of whose answers may hold what the first one keeps. */
  readonly strangersCalls: number
  readonly wideBatch: WideBatch
}

export interface InputsOptions {
  readonly n: number
  readonly seed: number
  readonly onProcedure?: (done: number, total: number, path: string) => void
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
    else onProcedure?.(line.done, line.total, line.path)
  }
  await ended
  if (report === undefined) throw new CommandFailure('the bombardment ended without a report: see above')
  return report
}

/** Another user, what that user knows of the default one, and a text that stands in all that the default user keeps. */
const strangerTo = async ({ access, watchlists, memory, portfolio }: Services) => {
  const secret = 'kept-by-somebody-else'
  // what was sent before may have filled the lists up
  await watchlists.clear(defaultUserId)
  await memory.clear(defaultUserId, { contextType: 'session' })
  const us: Session = { keyId: defaultUserId, userId: defaultUserId, scopes: ['admin'], expiresAt: null }
  const user = await access.users.createUser(us, { name: 'stranger' })
  const { key } = await access.keys.issue(us, { userId: user.id, name: 'stranger', scopes: ['read', 'write', 'run'] })
  if (key === null) throw new CommandFailure('the key of the other user was not shown')
  await watchlists.addMany(defaultUserId, [{ symbol: 'TCS', notes: secret }])
  const place = { contextType: 'session', key: 'proof' }
  await memory.set(defaultUserId, { ...place, value: secret, ttlSeconds: 86_400 })
  const fill = {
    symbol: 'TCS',
    exchange: 'NSE',
    product: 'CNC',
    side: 'BUY',
    quantity: 1,
    price: '3000.0000',
    fees: '0.0000',
  } as const
  const { accountId, entries } = await portfolio.record(defaultUserId, {
    entries: [{ kind: 'fill', externalId: secret, at: '2026-01-09T05:00:00.000Z', ...fill }],
  })
  const kept = async () =>
    JSON.stringify([
      await watchlists.watched(defaultUserId),
      (await memory.get(defaultUserId, place)).value,
      await portfolio.fills(defaultUserId, { limit: 500 }),
    ])
  const before = await kept()
  return {
    key,
    secret,
    known: [defaultUserId, accountId, ...entries.map(({ id }) => id), place.key],
    isUntouched: async () => (await kept()) === before,
  }
}

const wideBatchLimitMs = 5

/**
 * Sends `n` inputs to every procedure of a server of its own, made from the procedure's schema and spoilt with what is meant to break out of where it is put: under
 * an admin's key, and under that of another user who knows the ids of what the first one keeps. No answer may be an error of the server, take twenty seconds,
 * or give that away; a batch of ten thousand commas must be refused within 5 ms.
 */
export const proveInputs = async (
  context: CliContext,
  { n, seed, onProcedure }: InputsOptions,
): Promise<InputsReport> => {
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-proof', source: 'simulated', asOf: null })
  const settings = { FYNTRIX_CALLS_PER_MINUTE: '1000000000', FYNTRIX_FAILED_KEYS_PER_MINUTE: '1000000000' }
  await using server = await startOwnServer(context, { own, opened, settings })
  const { url, adminKey: key } = server
  const args = ['--n', String(n), '--seed', String(seed)]
  // before any other load, and where nothing is in the way yet
  const wideBatch = await askWideBatch(url, key)
  const passed = (pass: number) => (done: number, total: number, path: string) =>
    onProcedure?.(pass * total + done, 2 * total, path)
  const report = await bombard({ context, url, key, onProcedure: passed(0), args })
  const stranger = await strangerTo(opened.services)
  const strangers = await bombard({
    context,
    url,
    key: stranger.key,
    onProcedure: passed(1),
    args: [...args, ...stranger.known.flatMap((id) => ['--known', id]), '--secret', stranger.secret],
  })
  const broken = [...report.broken, ...strangers.broken.map((problem) => `another user: ${problem}`)]
  if (!(await stranger.isUntouched())) broken.push('what belongs to one user was changed by another')
  if (report.calls === 0 || strangers.calls === 0) broken.push('nothing was asked, so that nothing is proved')
  if (!wideBatch.refused) broken.push('a batch of 10,000 commas was not refused')
  // of a hundred, one may meet a pause of the machine
  if (!(wideBatch.slowMs < wideBatchLimitMs))
    broken.push(`a batch of 10,000 commas took ${wideBatch.slowMs.toFixed(1)} ms, more than ${wideBatchLimitMs}`)
  return { n, seed, ...report, strangersCalls: strangers.calls, wideBatch, broken: [...new Set(broken)] }
}
