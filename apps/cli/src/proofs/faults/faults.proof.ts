import { nse } from '@fyntrix/calendar'
import { createSimulatedMarket } from '@fyntrix/market-data'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../../context.ts'
import { startOwnServer } from '../../shared/own-server.ts'
import { openOwn, startOwnServices } from '../../shared/own-services.ts'
import { startCrew } from './crew.ts'
import { createRounds, type FaultReport } from './rounds.ts'

export interface FaultsReport {
  readonly n: number
  readonly seed: number
  readonly mutations: number
  readonly faults: Readonly<Record<string, Readonly<FaultReport>>>
  readonly auditEntries: number
  readonly seconds: number
  readonly broken: readonly string[]
}

export interface FaultsOptions {
  /** Rounds: each mutation meets each fault once a round. */
  readonly n: number
  readonly seed: number
  /** Which mutations; all by default. */
  readonly only?: readonly string[]
  /** For how long Redis is paused; 10 s by default. */
  readonly pauseMs?: number
  readonly onCall?: (done: number, total: number, what: string) => void
}

const asOf = new Date('2026-07-09T12:00:00Z')
/** as many bars as a run needs, and no more */
const depth = { day: 160, '15minute': 2, '5minute': 1 }

/**
 * Lets every mutation meet every fault on servers of its own: PostgreSQL killed and started again, amid the call and before it; Redis killed and started again, away, and paused; the connection to
 * PostgreSQL cut before, during and after the commit. Each call gives what it is stated to give or says that something is away, in time; its facts are there wholly or not at
 * all; sent again, it is done once; and the server recovers by itself.
 */
export const proveFaults = async (
  context: CliContext,
  { n, seed, only, pauseMs = 10_000, onCall }: FaultsOptions,
): Promise<FaultsReport> => {
  const begun = performance.now()
  const generator = xoroshiro128plus(seed)
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-proof', source: 'simulated', asOf })
  const { candles, audit } = opened.services
  await candles.import(createSimulatedMarket({ calendar: nse, seed: 'proof', now: () => asOf, depth }))
  await using crew = await startCrew(own.databaseUrl)
  const settings = { FYNTRIX_CALLS_PER_MINUTE: '1000000000', FYNTRIX_DATABASE_URL: crew.proxyUrl }
  await using server = await startOwnServer(context, { own, opened, settings })
  await crew.serve(server)
  let done = 0
  const rounds = createRounds({
    own,
    crew,
    server,
    pauseMs,
    random: (limit) => uniformInt(generator, 0, limit - 1),
    wanted: (path) => only === undefined || only.includes(path),
    onCall: (fault, path) => {
      done += 1
      onCall?.(done, n * rounds.calls, `${fault}, ${path}`)
    },
  })
  for (let round = 0; round < n; round += 1) await rounds.round()

  const { broken, faults, mutations } = rounds
  broken.push(...(await audit.verify({})).problems)
  const client = new pg.Client({ connectionString: own.databaseUrl })
  await client.connect()
  await using _ = { [Symbol.asyncDispose]: () => client.end() }
  const { rows } = await client.query<{ entries: number; doubled: number }>(
    `select count(*)::int as entries, (count(*) - count(distinct id))::int as doubled from audit_log`,
  )
  const { entries: auditEntries = 0, doubled = 0 } = rows[0] ?? {}
  if (doubled > 0) broken.push(`${doubled} entries of the audit log are there twice`)
  return { n, seed, mutations, faults, auditEntries, seconds: (performance.now() - begun) / 1_000, broken }
}
