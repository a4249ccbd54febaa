import type { Claim, Settlement } from '@fyntrix/db/jobs'
import { DomainError } from '@fyntrix/domain/shared'
import type { JobOutcome } from './job-outcome.ts'
import { spread } from './spread.ts'

/** How often something is tried that was away. */
const mostAttempts = 5
/** How often something is tried that somebody else is at: for longer than a lock stands whose holder died. */
const mostWhenBusy = 12
const firstPauseMs = 2_000
const longestPauseMs = 60_000
/** Characters of an error that the ledger keeps. */
const longestText = 2_000

/** Doubles with each attempt, with up to a quarter more, so that those that failed together do not come back together. */
const pauseAfter = ({ jobId, nominalAt, attempts }: Claim): number => {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1))
  return pause + spread(`${jobId}@${nominalAt}#${attempts}`, pause / 4)
}

const again = (claim: Claim, most: number, reason: 'overlap' | 'dependency', detail: string): Settlement =>
  claim.attempts < most
    ? { state: 'planned', detail, pauseMs: pauseAfter(claim) }
    : { state: 'skipped', reason, detail: `${detail} (tried ${claim.attempts} times)` }

/** What becomes of an occurrence whose handler answered. */
export const settlementOf = (claim: Claim, outcome: JobOutcome): Settlement => {
  if (outcome.status === 'ran') return { state: claim.caughtUp ? 'caught-up' : 'ran', wrote: outcome.wrote ?? [] }
  const detail = outcome.reason.slice(0, longestText)
  if (outcome.why === 'busy') return again(claim, mostWhenBusy, 'overlap', detail)
  return { state: 'skipped', reason: outcome.why === 'budget' ? 'budget' : 'dependency', detail }
}

/** What becomes of one whose handler threw: what is away is tried again, anything else has failed. */
export const settlementOfError = (claim: Claim, error: unknown): Settlement => {
  const text = (error instanceof Error ? error.message : String(error)).slice(0, longestText)
  if (error instanceof DomainError && error.code === 'unavailable')
    return again(claim, mostAttempts, 'dependency', text)
  return { state: 'failed', error: text }
}
