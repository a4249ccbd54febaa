/** A call: the procedure and its input. */
export type SampleCall = readonly [path: string, input: unknown]

/** A change that a mutation makes, in as many copies as are asked for. */
export interface Sample {
  /** The input of the nth copy; `made` is the id of what `before` made last. */
  readonly input: (n: number, made: string | undefined) => unknown
  /** Done before a fault, so that there is something to change. */
  readonly before?: (n: number) => readonly SampleCall[]
  /** What a repetition gives where the first one was committed; the same answer unless said otherwise. */
  readonly again?: 'conflict' | 'not-found' | 'written again'
  /** Whether it changes as many rows as there happen to be. */
  readonly sweeping?: boolean
}

/** A call whose effect no fact tells of. */
export interface Errand {
  readonly input: (n: number, made: string | undefined) => unknown
  readonly before?: (n: number) => readonly SampleCall[]
  /** What it gives where nothing is wrong; `ok` unless said otherwise. */
  readonly stated?: 'not-found' | 'refused'
  /** Whether its effect lies in Redis: it cannot do without, as all others can. */
  readonly inRedis?: boolean
}

const fill = (externalId: string) => ({
  kind: 'fill',
  externalId,
  symbol: 'RELIANCE',
  product: 'CNC',
  side: 'BUY',
  quantity: 1,
  price: '1400.0000',
  at: '2026-01-09T05:00:00.000Z',
})
const budget = (n: number) => ({ scope: `tag:${n}`, period: 'day', kind: 'hard', limitUsd: '1' })
const idempotencyKey = (n: number) => `repeated-${n}`
const minute = (n: number) => new Date(Date.UTC(2026, 0, 9, 5, n)).toISOString()
const universe = (n: number) => (n % 2 ? 'banknifty' : 'nifty50')
/** A nominal time of the session of 2026-01-09, of a job that a test server does not do. */
const occurrence = (n: number) => ({
  jobId: 'portfolio.monitor',
  nominalAt: new Date(Date.UTC(2026, 0, 9, 3, 45 + 5 * (n % 70))).toISOString(),
})
const stretch = (n: number) => {
  const { jobId, nominalAt } = occurrence(n)
  return { jobId, from: nominalAt, to: nominalAt }
}
const paused = { jobId: 'scalping.monitor' }
const draft = (n: number) => ({ universe: 'nifty50', mode: 'swing', name: `draft ${n}` })

/** Mutations that write facts and need none but these. `watchlists.clear` is last, since it undoes what others do. */
export const samples: Readonly<Record<string, Sample>> = {
  'access.createAccount': { input: (n) => ({ name: `account ${n}`, idempotencyKey: idempotencyKey(n) }) },
  'access.createKey': { input: (n) => ({ name: `key ${n}`, scopes: ['read'], idempotencyKey: idempotencyKey(n) }) },
  'access.createUser': { input: (n) => ({ name: `user ${n}`, idempotencyKey: idempotencyKey(n) }) },
  'access.revokeKey': {
    before: (n) => [['access.createKey', { name: `to be revoked ${n}`, scopes: ['read'] }]],
    input: (_, id) => ({ id }),
  },
  'access.rotateKey': {
    before: (n) => [['access.createKey', { name: `to be rotated ${n}`, scopes: ['read'] }]],
    input: (n, id) => ({ id, idempotencyKey: idempotencyKey(n) }),
  },
  'dashboard.record': { input: (n) => ({ period: 'intraday', asOf: minute(n) }) },
  'jobs.backfill': {
    before: (n) => [
      ['jobs.backfill', stretch(n)],
      ['jobs.cancel', occurrence(n)],
    ],
    input: (n) => stretch(n),
  },
  'jobs.cancel': { before: (n) => [['jobs.backfill', stretch(n)]], input: (n) => occurrence(n) },
  'jobs.pause': { before: () => [['jobs.resume', paused]], input: (n) => ({ ...paused, reason: `reason ${n}` }) },
  'jobs.resume': { before: (n) => [['jobs.pause', { ...paused, reason: `reason ${n}` }]], input: () => paused },
  'jobs.runNow': { input: (n) => ({ jobId: 'levels.close', idempotencyKey: idempotencyKey(n) }) },
  'llmCosts.addPrice': {
    input: (n) => ({
      provider: 'openai',
      model: `model ${n}`,
      effectiveFrom: minute(n),
      rates: { input: { usd: '1', per: 1_000_000, tiers: [] } },
    }),
    again: 'conflict',
  },
  'llmCosts.endBudget': { before: (n) => [['llmCosts.putBudget', budget(n)]], input: (_, id) => ({ id }) },
  'llmCosts.putBudget': { input: (n) => ({ ...budget(n), idempotencyKey: idempotencyKey(n) }) },
  'policies.draft': { input: (n) => ({ ...draft(n), idempotencyKey: idempotencyKey(n) }) },
  'policies.retire': { before: (n) => [['policies.draft', draft(n)]], input: (_, id) => ({ id }) },
  'portfolio.monitor': { input: (n) => ({ kind: 'positions', asOf: minute(n) }) },
  'portfolio.record': { input: (n) => ({ entries: [fill(`one ${n}`), fill(`two ${n}`)] }) },
  'portfolio.setPlan': {
    before: (n) => [['portfolio.record', { entries: [fill(`planned ${n}`)] }]],
    input: (n) => ({ symbol: 'RELIANCE', product: 'CNC', stopLoss: 1_000 + n, target: 2_000 }),
  },
  'positions.monitor': { input: (n) => ({ asOf: minute(n) }) },
  'preferences.replace': { input: (n) => ({ universe: universe(n) }), again: 'written again' },
  'preferences.update': { input: (n) => ({ universe: universe(n) }), again: 'written again' },
  'scalping.monitor': { input: (n) => ({ asOf: minute(n) }) },
  'watchlists.add': { input: (n) => ({ symbol: `ADD${n}` }), again: 'conflict' },
  'watchlists.addMany': { input: (n) => ({ lines: [{ symbol: `ONE${n}` }, { symbol: `TWO${n}` }] }) },
  'watchlists.remove': {
    before: (n) => [['watchlists.add', { symbol: `REMOVE${n}` }]],
    input: (n) => ({ symbol: `REMOVE${n}` }),
    again: 'not-found',
  },
  'watchlists.update': {
    before: (n) => [['watchlists.add', { symbol: `UPDATE${n}` }]],
    input: (n) => ({ symbol: `UPDATE${n}`, notes: `note ${n}` }),
    again: 'written again',
  },
  'watchlists.clear': {
    before: (n) => [['watchlists.add', { symbol: `CLEAR${n}` }]],
    input: () => undefined,
    sweeping: true,
  },
}

/** Mutations that write facts from candles. */
export const marketSamples: Readonly<Record<string, Sample>> = {
  'topPicks.run': { input: (n) => ({ universe: 'banknifty', mode: 'swing', idempotencyKey: idempotencyKey(n) }) },
}

const place = { contextType: 'session', key: 'errand' }
const nobody = '00000000-0000-7000-8000-00000000000f'

/** Mutations that change Redis or files, and those that find nothing to do here or are refused: what they do to facts is proved where there are such facts. */
export const errands: Readonly<Record<string, Errand>> = {
  'archive.check': { input: () => ({}) },
  'archive.retain': { input: () => ({ step: 'portfolio-snapshots' }) },
  'cache.clear': { input: () => ({ family: 'levels' }), inRedis: true },
  'cache.invalidate': { input: () => ({ family: 'general', parameters: { key: 'errand' } }), inRedis: true },
  'cache.rebuild': { input: () => ({}), inRedis: true },
  'insights.write': { input: () => ({ runId: nobody }), stated: 'not-found' },
  'learnings.learn': { input: () => undefined },
  'levels.refresh': { input: () => undefined, inRedis: true },
  'llmCosts.evaluate': { input: () => undefined },
  'llmCosts.reconcile': { input: () => ({ provider: 'openai', from: '2026-01-01', to: '2026-01-02', lines: [] }) },
  'llmCosts.reprice': { input: () => ({ from: minute(0), to: minute(1) }) },
  'llmCosts.retain': { input: () => ({}) },
  'llmCosts.sweep': { input: () => undefined },
  'memory.clear': { input: () => ({ contextType: 'session', namespace: 'nobody' }), inRedis: true },
  'memory.remove': { before: () => [['memory.set', { ...place, value: 1 }]], input: () => place, inRedis: true },
  'memory.set': { input: (n) => ({ ...place, key: 'kept', value: n }), inRedis: true },
  'pickEvents.computeOutcomes': { input: () => ({}) },
  'policies.activate': { before: (n) => [['policies.draft', draft(n)]], input: (_, id) => ({ id }), stated: 'refused' },
  'policies.learn': { input: () => undefined },
  'policies.train': { input: () => ({ universe: 'banknifty', mode: 'swing' }) },
  'recommendations.applyExit': {
    input: () => ({ id: nobody, at: minute(0), price: 1, reason: 'MANUAL' }),
    stated: 'not-found',
  },
  'scores.refresh': { input: () => undefined, inRedis: true },
}
