import type { FyntrixClient, JobOccurrence } from '@fyntrix/sdk'

/** Tells what changes, of one job or of all, after so many changes no more. Rejects when the subscription ends for good. */
export const watchJobs = (
  client: FyntrixClient,
  {
    jobId,
    count = Number.POSITIVE_INFINITY,
  }: { readonly jobId: string | undefined; readonly count?: number | undefined },
  tell: (seq: number, occurrence: JobOccurrence) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    let told = 0
    const subscription = client.jobs.subscribe({
      jobId,
      onEvent: ({ seq, event }) => {
        if (told >= count) return
        tell(seq, event)
        told += 1
        if (told < count) return
        subscription.close()
        resolve()
      },
      onError: reject,
    })
  })
