/** What the coherence of a process tells the cache. */
export interface CoherenceListener {
  /** Somebody wrote, removed or let expire this key; null when all keys are gone. */
  invalidated(key: string | null): void
  /** Invalidations may have been missed: what is in the process has to be looked at again before it is believed. */
  doubted(): void
  /** Invalidations arrive from now on. */
  trusted(): void
  /** A reading of the server's clock. */
  timed(reading: TimeReading): void
  /** A failure that is being mended: for the log. */
  failed(error: unknown): void
}

/** The server's time in epoch milliseconds, and when it was asked and answered in monotonic milliseconds. */
export interface TimeReading {
  readonly instant: number
  readonly askedAt: number
  readonly answeredAt: number
}

/** Learns of what other processes write. */
export interface Coherence {
  /**
   * Grows whenever invalidations arrive again after they may have been missed; 0 while they may be missed. What was read while it had another value
   * has to be checked before it is believed.
   */
  readonly trust: number
  /** Name of the channel on which this process must announce its writes; '' where the server tells by itself. */
  readonly channel: string
  /** Wants to hear of keys that start with this. */
  cover(prefix: string): void
  /** Resolves when every invalidation of a write that was answered before this call has been heard, or nothing is believed because some may be missed. */
  settle(): Promise<void>
  close(): void
}

/** Reads a server's clock. */
export const readTime = async (
  node: { time(): Promise<readonly (number | string)[]> },
  monotonic: () => number,
): Promise<TimeReading> => {
  const askedAt = monotonic()
  const [seconds, micros] = await node.time()
  return { instant: Number(seconds) * 1000 + Number(micros) / 1000, askedAt, answeredAt: monotonic() }
}
