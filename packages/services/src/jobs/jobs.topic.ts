import type { Occurrence, OccurrenceSubscription } from '@fyntrix/domain/jobs'
import type { Topic } from '../shared/index.ts'

/** Occurrences that begin, end or are to stop, as they stand when it is told, of one job or of all. */
export const changedOccurrences =
  ({ jobId }: Pick<OccurrenceSubscription, 'jobId'>): Topic<Occurrence> =>
  async (facts, message) =>
    message.topic === 'jobs.changed' && message.jobId === (jobId ?? message.jobId)
      ? facts.jobs.byKey(message.jobId, message.nominalAt)
      : null
