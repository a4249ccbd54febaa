import { nse } from '@fyntrix/calendar'
import { createLevelsAdoption } from '@fyntrix/services/levels'
import { testServices } from '@fyntrix/services/testing'
import { type Candidates, usualCandidates } from '../identity.ts'
import type { ImportOptions } from '../import-values.ts'
import type { ValueTarget } from '../target.ts'

export const candidates: Candidates = {
  ...usualCandidates,
  symbols: ['RELIANCE', 'M&M', 'NIFTY 50', 'TCS'],
  sectors: ['NIFTY IT'],
  endDates: ['2025-08-28'],
}

/** Services on servers of the test run, and what an import needs besides. `at` is the wall clock. */
export const valueTarget = async (at = () => new Date()) => {
  const { services, resources } = await testServices({ asOf: '2026-07-09T10:30:00Z' })
  const { redis, prefix } = resources
  const { unified, general, cache } = services
  const levels = createLevelsAdoption({ redis, prefix })
  const target: ValueTarget = { redis, unified, general, levels }
  const options: ImportOptions = { candidates, calendar: nse, source: 'zerodha', wall: at }
  const emptyTarget = async () => {
    await cache.clear({ all: true })
    const keys = await redis.keys(`*${prefix}*`)
    if (keys.length > 0) await redis.del(...keys)
  }
  return { target, options, services, resources, emptyTarget }
}
