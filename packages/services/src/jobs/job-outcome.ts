/** How an occurrence of a job ended, where it did not fail. */
export type JobOutcome<Result = unknown> =
  | { readonly status: 'ran'; readonly result: Result }
  | { readonly status: 'skipped'; readonly reason: string }
