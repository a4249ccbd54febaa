/** How long the machine kept a loop that does nothing else from running, in milliseconds. */
export interface Pauses {
  readonly watchedMs: number
  /** Sum of all pauses longer than a millisecond. */
  readonly pausedMs: number
  readonly longestMs: number
}

/** Watches the clock without a break. What is measured beside it cannot be more even than this. */
export const watchPauses = (watchedMs: number, now: () => number): Pauses => {
  const started = now()
  let [last, pausedMs, longestMs] = [started, 0, 0]
  while (last - started < watchedMs) {
    const at = now()
    const gap = at - last
    if (gap > 1) pausedMs += gap
    longestMs = Math.max(longestMs, gap)
    last = at
  }
  return { watchedMs, pausedMs, longestMs }
}
