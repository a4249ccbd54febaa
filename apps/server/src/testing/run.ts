import { newId } from '@fyntrix/domain/shared'
import { TopPicksRun } from '@fyntrix/domain/top-picks'

/** A run without picks, as the engine records one when no agent answers. It finished just now; anything may be set otherwise. */
export const emptyRun = (changes: Partial<TopPicksRun> = {}): TopPicksRun => {
  const now = new Date()
  return TopPicksRun.parse({
    id: newId(now),
    externalId: null,
    lane: 'simulated',
    universe: 'nifty50',
    mode: 'swing',
    asOf: now.toISOString(),
    trigger: 'manual',
    startedAt: now.toISOString(),
    finishedAt: now.toISOString(),
    elapsedMs: 1,
    configVersion: 'test',
    weights: { technical: 1 },
    coverage: 0,
    abstention: { code: 'no-source', message: 'a test computes nothing' },
    counts: { members: 50, withCandles: 0, analysed: 0, covered: 0, picks: 0 },
    picks: [],
    exclusions: [],
    provenance: {
      source: 'simulated',
      simulated: true,
      adjustment: 'none: invented prices',
      session: '2026-07-09',
      benchmark: null,
      benchmarkReason: 'a test computes nothing',
      membership: { source: 'a test', from: '2025-09-30', to: null },
      missingMembers: [],
      survivorship: 'a test',
      inputHash: '0'.repeat(64),
      warnings: [],
    },
    ...changes,
  })
}
