import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { nse } from '@fyntrix/calendar'
import { createSimulatedMarket } from '@fyntrix/market-data'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../context.ts'
import { type OwnServices, openOwn, startOwnServices } from '../shared/own-services.ts'

export interface OutcomesReport {
  readonly n: number
  readonly seed: number
  /** Outcomes that were due in every round. */
  readonly outcomes: number
  /** Rounds in which the process was killed while others were still at it, and outcomes that it left to the next who asked. */
  readonly killedAmid: number
  readonly leftOver: number
  readonly broken: readonly string[]
}

export interface OutcomesOptions {
  readonly n: number
  readonly seed: number
  readonly onRound?: (done: number, broken: number) => void
}

const asOf = new Date('2026-07-09T12:00:00Z')
const signals = { from: '2026-05-04', to: '2026-06-19' }
const processes = 3

/** everything that telling outcomes wrote, undone */
const forget = [
  `update pick_outcomes set status = 'pending', attempt_at = due_at, entry_at = null, entry_price = null, exit_at = null, exit_price = null,
     exit_reason = null, horizon_end_at = null, price_close = null, price_high = null, price_low = null, ret_gross_pct = null, cost_pct = null,
     ret_net_pct = null, ret_close_pct = null, max_runup_pct = null, max_drawdown_pct = null, capture_ratio = null, hit_target = null,
     hit_stop = null, benchmark_symbol = null, benchmark_proxy = null, benchmark_ret_pct = null, benchmark_reason = null, beta = null,
     ret_vs_benchmark_pct = null, beta_alpha_pct = null, outcome_label = null, unavailable_code = null, detail = null,
     config_version = null, evaluated_at = null`,
  `update ai_recommendations set evaluated = false, evaluated_at = null, exit_price = null, exit_time = null, exit_reason = null, pnl_pct = null,
     max_drawdown_pct = null, alpha_vs_benchmark = null, outcome_label = null, labels = null, closed_at = null`,
  `update recommendation_sessions set open = total, returns = '{}', alphas = '{}'`,
]

/** one line for all that was told, and one for what is counted of it */
const told = `select
  (select md5(string_agg(o::text, '|' order by o.id)) from pick_outcomes o) as outcomes,
  (select md5(string_agg(r.id || coalesce(r.exit_price, 0)::text || coalesce(r.exit_reason, '') || r.evaluated, '|' order by r.id))
   from ai_recommendations r) as recommendations,
  (select md5(string_agg(s::text, '|' order by s::text)) from recommendation_sessions s) as sessions`

const rules: Readonly<Record<string, string>> = {
  'an event has one outcome a horizon': `select event_id from pick_outcomes group by event_id, horizon having count(*) <> 1`,
  'an outcome that is due is told': `select id from pick_outcomes where status = 'pending' and attempt_at <= '${asOf.toISOString()}'`,
  'a recommendation is closed by its own outcome': `
    select r.id from ai_recommendations r join pick_events e on e.run_id = r.run_id and e.symbol = r.symbol
    join pick_outcomes o on o.event_id = e.id and o.horizon = '5d'
    where (o.status <> 'pending') <> r.evaluated or o.ret_net_pct is distinct from r.pnl_pct`,
  'counts by session are what the facts say': `
    select 1 from recommendation_sessions s join (
      select lane, trade_date, universe, mode, direction, count(*) filter (where not evaluated) as open,
        coalesce(array_agg(pnl_pct order by pnl_pct) filter (where pnl_pct is not null), '{}') as returns
      from ai_recommendations group by 1, 2, 3, 4, 5
    ) f using (lane, trade_date, universe, mode, direction) where s.open <> f.open or s.returns <> f.returns`,
}

const startTeller = (context: CliContext, own: OwnServices): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, 'outcomes.child.ts')], {
    env: {
      ...context.env.inherited,
      FYNTRIX_DATABASE_URL: own.databaseUrl,
      FYNTRIX_REDIS_URL: own.redisUrl,
      FYNTRIX_HOME: own.folder,
      FYNTRIX_AS_OF: asOf.toISOString(),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })

const ready = async (teller: ChildProcess): Promise<void> => {
  if (teller.stdout) await once(teller.stdout, 'data')
}

const isLiving = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null

/**
 * Lets three processes tell the same outcomes at once and kills one of them at a random moment, `n` times. Afterwards every event must have one outcome a
 * horizon, and every figure must be what a single process tells.
 */
export const proveOutcomes = async (
  context: CliContext,
  { n, seed, onRound }: OutcomesOptions,
): Promise<OutcomesReport> => {
  const random = xoroshiro128plus(seed)
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-proof', source: 'simulated', asOf })
  const { candles, topPicks, pickEvents } = opened.services
  await candles.import(createSimulatedMarket({ calendar: nse, seed: 'proof', now: () => asOf }))
  for (const { open } of nse.sessionsBetween(signals.from, signals.to)) {
    const before = new Date(open - 3_600_000).toISOString()
    await topPicks.run({ universe: 'nifty50', mode: 'swing', trigger: 'proof', asOf: before })
  }
  const client = new pg.Client({ connectionString: own.databaseUrl, statement_timeout: 0 })
  await client.connect()
  await using _ = { [Symbol.asyncDispose]: () => client.end() }
  const facts = async (): Promise<string> => JSON.stringify((await client.query(told)).rows[0])

  const started = performance.now()
  const alone = await pickEvents.computeOutcomes({ asOf: asOf.toISOString() })
  const aloneMs = performance.now() - started
  const expected = await facts()
  const outcomes = alone.closed + alone.unavailable
  const broken = outcomes > 0 ? [] : ['nothing was due, so that nothing is proved']

  let [killedAmid, leftOver] = [0, 0]
  for (let round = 1; round <= n; round += 1) {
    for (const statement of forget) await client.query(statement)
    const tellers = Array.from({ length: processes }, () => startTeller(context, own))
    const ended = tellers.map((teller) => once(teller, 'exit'))
    try {
      await Promise.all(tellers.map(ready))
      for (const teller of tellers) teller.stdin?.write('go\n')
      await delay(uniformInt(random, 0, Math.ceil(aloneMs)))
      const amid = tellers.every(isLiving)
      tellers[0]?.kill('SIGKILL')
      if (amid) killedAmid += 1
      await Promise.all(ended)
    } finally {
      for (const teller of tellers) if (isLiving(teller)) teller.kill('SIGKILL')
      await Promise.all(ended)
    }
    const rest = await pickEvents.computeOutcomes({ asOf: asOf.toISOString() })
    leftOver += rest.closed + rest.unavailable
    for (const [rule, statement] of Object.entries(rules)) {
      const { rowCount } = await client.query(statement)
      if (rowCount !== 0) broken.push(`round ${round}: not true of ${rowCount}: ${rule}`)
    }
    if ((await facts()) !== expected) broken.push(`round ${round}: other figures than a single process tells`)
    onRound?.(round, broken.length)
  }
  if (n > 0 && killedAmid === 0) broken.push('no process was killed while it was at work, so that nothing is proved')
  return { n, seed, outcomes, killedAmid, leftOver, broken }
}
