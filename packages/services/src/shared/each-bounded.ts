/**
 * Does `work` for each thing, at most `most` at a time; heeds the signal before each. What it throws first ends the others, after what is under way. Results are
 * in the order of the things.
 */
export const eachBounded = async <T, R>(
  things: readonly T[],
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
  work: (thing: T) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = []
  const failed = new AbortController()
  const stop = AbortSignal.any([signal, failed.signal])
  const left = things.entries()
  const worker = async (): Promise<void> => {
    for (const [n, thing] of left) {
      stop.throwIfAborted()
      try {
        results[n] = await work(thing)
      } catch (cause) {
        failed.abort(cause)
        throw cause
      }
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: Math.min(most, things.length) }, worker))
  const rejected = workers.find((one) => one.status === 'rejected')
  if (rejected) throw rejected.reason
  return results
}
