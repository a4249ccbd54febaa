/**
 * How an occurrence of a job ended, where it did not fail. Skipped as `not-due` it had nothing to do; as `busy`, somebody else was at it; as `refused`, a
 * rule forbids it.
 */
export type JobOutcome<Result = unknown> =
  | { readonly status: 'ran'; readonly result: Result }
  | { readonly status: 'skipped'; readonly why: 'not-due' | 'busy' | 'refused'; readonly reason: string }
