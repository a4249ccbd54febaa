import { setTimeout as sleep } from 'node:timers/promises'

/** How long and how often to ask. */
export interface WaitOptions {
  readonly timeoutMs: number
  readonly everyMs?: number
}

/**
 * Asks `probe` until it answers something other than `undefined`, and gives that answer; `undefined` once `timeoutMs`
 * have passed. The clock is monotonic, so that a change of the system's time neither shortens nor prolongs the wait.
 */
export async function waitFor<T>(
  probe: () => T | undefined | Promise<T | undefined>,
  { timeoutMs, everyMs = 5 }: WaitOptions,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await probe()
    if (answer !== undefined) return answer
    if (performance.now() >= deadline) return undefined
    await sleep(everyMs)
  }
}

/** Whether `condition` came true within the time. */
export async function becomesTrue(condition: () => boolean, options: WaitOptions): Promise<boolean> {
  return (await waitFor(() => (condition() ? true : undefined), options)) ?? false
}
