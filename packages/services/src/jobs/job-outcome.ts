import type { Written } from '@fyntrix/domain/jobs'

/** When and how a handler is called. It goes by `nominal` and never by the wall clock, and stops soon after `signal` is aborted, throwing its reason. */
export interface Occasion {
  readonly nominal: Date
  readonly signal: AbortSignal
}

/**
 * How an attempt of a job ended, where it did not fail. `wrote` names what it wrote. Skipped as `busy`, somebody else was at it, and it is tried again; as `refused`, something
 * that it needs is missing; as `budget`, what it may spend is used up.
 */
export type JobOutcome<Result = unknown> =
  | { readonly status: 'ran'; readonly result: Result; readonly wrote?: readonly Written[] }
  | { readonly status: 'skipped'; readonly why: 'busy' | 'refused' | 'budget'; readonly reason: string }

/** Does a job, once with effect however often it is called for one nominal time. */
export type JobHandler<Result = unknown> = (occasion: Occasion) => Promise<JobOutcome<Result>>
