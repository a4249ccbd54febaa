import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Learnings } from '../learnings/index.ts'
import type { Log } from '../shared/index.ts'
import type { Policies } from './policies.service.ts'

export interface PoliciesHandlerDependencies {
  readonly policies: Policies
  readonly learnings: Learnings
  readonly log: Log
}

/** What a day's learning did. */
export interface PoliciesJobReport {
  readonly patterns: number
  readonly outcomes: number
  readonly proposed: number
}

/** Learns from what was told, and proposes in every scope what is better. Repeating it adds nothing. */
export const runPoliciesJob = async (
  { policies, learnings, log }: PoliciesHandlerDependencies,
  { signal }: Pick<Occasion, 'signal'>,
): Promise<JobOutcome<PoliciesJobReport>> => {
  const { patterns } = await learnings.learn()
  const { outcomes } = await policies.learn({ signal })
  let proposed = 0
  for (const universe of Universe.options)
    for (const mode of Mode.options) {
      signal.throwIfAborted()
      const { policy } = await policies.train({ universe, mode })
      if (policy) proposed += 1
    }
  const result = { patterns, outcomes, proposed }
  log.info({ ...result }, 'learnt from outcomes')
  return { status: 'ran', result }
}
