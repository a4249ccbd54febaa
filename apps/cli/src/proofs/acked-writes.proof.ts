import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { nse } from '@fyntrix/calendar'
import { createSimulatedMarket } from '@fyntrix/market-data'
import { createFyntrix, type FyntrixClient, isFyntrixError } from '@fyntrix/sdk'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../context.ts'
import { startOwnServer } from '../shared/own-server.ts'
import { openOwn, startOwnServices } from '../shared/own-services.ts'
import { type Found, type WriteKind, writeKinds } from './writes.ts'

/** What the caller was told of a write; `unknown` when the server died before it answered. */
type Told = 'acknowledged' | 'refused' | 'unknown'

interface Write {
  readonly kind: WriteKind
  readonly id: string
  told: Told
}

export interface AckedWritesReport {
  readonly n: number
  readonly seed: number
  readonly acknowledged: number
  readonly refused: number
  readonly unknown: number
  /** Of those without an answer, how many were there afterwards. */
  readonly unknownThere: number
  /** Writes without an answer that were sent again under their own name after the server was back. */
  readonly repeated: number
  readonly auditEntries: number
  /** Kinds of writes of which some were acknowledged. */
  readonly kinds: number
  readonly broken: readonly string[]
}

export interface AckedWritesOptions {
  readonly n: number
  readonly seed: number
  readonly onKill?: (done: number, broken: number) => void
}

const asOf = new Date('2026-07-09T12:00:00Z')
const writers = 8
/** kills that must meet every kind of write */
const enough = 20
const longestLifeMs = 600
/** as many bars as a run needs, and no more */
const depth = { day: 160, '15minute': 2, '5minute': 1 }

const tellOf = async (client: FyntrixClient, { kind, id }: Write): Promise<Told> => {
  try {
    await kind.write(client, id)
    return 'acknowledged'
  } catch (error) {
    // what the server itself refused has a request id
    if (isFyntrixError(error) && error.requestId !== null && error.code !== 'unavailable') return 'refused'
    return 'unknown'
  }
}

const problemOf = ({ told, id, kind }: Write, found: Found | undefined): string | undefined => {
  if (found === 'partly' || found === 'doubled') return `${kind.name} ${id}, ${told}: ${found}`
  if (told === 'acknowledged' && found !== 'whole')
    return `${kind.name} ${id} was acknowledged and is ${found ?? 'absent'}`
  if (told === 'refused' && found === 'whole') return `${kind.name} ${id} was refused and is there`
  return undefined
}

/**
 * Kills a server with SIGKILL `n` times while eight writers keep it busy, and looks after each kill at what became of every write by a log that is kept
 * outside: what was acknowledged is there once, what was refused is not, what had no answer is wholly there or wholly absent, and sent again it is there once. The audit
 * log stays one chain.
 */
export const proveAckedWrites = async (
  context: CliContext,
  { n, seed, onKill }: AckedWritesOptions,
): Promise<AckedWritesReport> => {
  const random = xoroshiro128plus(seed)
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-proof', source: 'simulated', asOf })
  const market = createSimulatedMarket({ calendar: nse, seed: 'proof', now: () => asOf, depth })
  await opened.services.candles.import(market)
  const database = new pg.Client({ connectionString: own.databaseUrl })
  await database.connect()
  await using _ = { [Symbol.asyncDispose]: () => database.end() }
  const log = join(own.folder, 'acknowledged.log')
  const counts = { acknowledged: 0, refused: 0, unknown: 0, unknownThere: 0 }
  const kinds = new Set<string>()
  const broken: string[] = []
  let named = 0
  let repeated = 0
  let unanswered: Write[] = []

  const foundOf = async (writes: readonly Write[]) => {
    const found = new Map<string, Found>()
    for (const kind of writeKinds) {
      const ids = writes.filter((write) => write.kind === kind).map(({ id }) => id)
      for (const [id, state] of await kind.find(database, ids)) found.set(id, state)
    }
    return found
  }
  const problemsOf = async (writes: readonly Write[]): Promise<string[]> => {
    const found = await foundOf(writes)
    return writes.flatMap((write) => problemOf(write, found.get(write.id)) ?? [])
  }

  const judge = async (writes: readonly Write[]): Promise<void> => {
    const found = await foundOf(writes)
    for (const { told, kind, id } of writes) {
      counts[told] += 1
      if (told === 'acknowledged') kinds.add(kind.name)
      if (told === 'unknown' && found.get(id) === 'whole') counts.unknownThere += 1
    }
    broken.push(...(await problemsOf(writes)))
    // the lock of a run that was killed ends by itself after five minutes; nobody waits for that here
    await opened.resources.redis.del('lock:top_picks:banknifty:swing')
    // a list has an end: what was judged makes room
    await database.query('delete from user_watchlists')
  }

  const settings = { FYNTRIX_CALLS_PER_MINUTE: '1000000000' }
  for (let kill = 1; kill <= n; kill += 1) {
    await using server = await startOwnServer(context, { own, opened, settings })
    const client = createFyntrix({ url: server.url, apiKey: server.adminKey, retries: 0, deadlineMs: 10_000 })
    // what had no answer is sent again under its own name, as a careful client does
    for (const write of unanswered)
      write.told = (await tellOf(client, write)) === 'acknowledged' ? 'acknowledged' : 'unknown'
    repeated += unanswered.length
    broken.push(...(await problemsOf(unanswered)))
    const writes: Write[] = []
    const life = new AbortController()
    const answered = Promise.withResolvers<void>()
    const work = async () => {
      while (!life.signal.aborted) {
        const kind = writeKinds[named % writeKinds.length]
        if (kind === undefined) return
        named += 1
        const write: Write = { kind, id: `w${named}`, told: 'unknown' }
        writes.push(write)
        write.told = await tellOf(client, write)
        if (write.told !== 'acknowledged') continue
        appendFileSync(log, `${write.id} ${kind.name}\n`)
        answered.resolve()
      }
    }
    const working = Array.from({ length: writers }, work)
    // a server's first answer takes long, and one that has not answered yet has nothing to lose
    await answered.promise
    await delay(uniformInt(random, 1, longestLifeMs))
    const dead = server.kill()
    life.abort()
    await Promise.all([dead, ...working])
    await judge(writes)
    unanswered = writes.filter(({ told }) => told === 'unknown').map((write) => ({ ...write }))
    onKill?.(kill, broken.length)
  }

  await opened.services.relay.drain()
  const verdict = await opened.services.audit.verify({})
  broken.push(...verdict.problems)
  const audited = await database.query<{ count: number }>(
    `select count(*)::int as count from audit_log where outcome = 'ok'`,
  )
  const auditEntries = audited.rows[0]?.count ?? 0
  if (auditEntries < counts.acknowledged)
    broken.push(`${counts.acknowledged} writes were acknowledged, and the audit log knows of ${auditEntries}`)
  if (counts.acknowledged === 0) broken.push('no write was acknowledged, so that nothing is proved')
  // a test of a few kills may meet too few runs; a proof must have met them all
  if (n >= enough && kinds.size < writeKinds.length)
    broken.push(`only ${[...kinds].join(', ')} were acknowledged, so that nothing is proved of the other kinds`)
  return { n, seed, ...counts, repeated, auditEntries, kinds: kinds.size, broken }
}
