import type { RunFeedEvent, RunSubscription } from '@fyntrix/domain/top-picks'
import { publishedRuns } from '@fyntrix/services/top-picks'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import { followed, type SubscriptionCall } from '../shared/followed.ts'

/** Runs as they are published, each under the name that it has had on the wire since before there were other topics. */
export async function* followedRuns(
  call: SubscriptionCall<RunSubscription>,
): AsyncGenerator<TrackedEnvelope<RunFeedEvent>, void, unknown> {
  for await (const [id, { seq, event: run }] of followed(call, () => publishedRuns(call.input)))
    yield tracked(id, { seq, run })
}
