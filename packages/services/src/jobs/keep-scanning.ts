import type { Log } from '../shared/index.ts'
import { type ScanDependencies, scan } from './scan.ts'
import { waitFor } from './wait-for.ts'

/** What has just come up has looked at everything by then. */
const firstAfterMs = 10_000
const everyMs = 60_000

/** Looks over the ledger every minute until the signal is aborted, and logs what must not be; a daemon without jobs, as in a replay, does not. Never throws. */
export const keepScanning = async (
  { log, ...dependencies }: ScanDependencies & { readonly log: Log },
  signal: AbortSignal,
): Promise<void> => {
  if (dependencies.definitions.size === 0) return
  await waitFor(firstAfterMs, signal)
  while (!signal.aborted) {
    try {
      const found = await scan(dependencies)
      if (found && found.total > 0)
        log.error(
          { total: found.total, findings: found.findings.slice(0, 10) },
          'the ledger of jobs is not as it must be',
        )
    } catch (error) {
      log.warn({ err: error }, 'the ledger of jobs could not be looked over; trying again in a minute')
    }
    await waitFor(everyMs, signal)
  }
}
