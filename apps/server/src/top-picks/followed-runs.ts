import type { RunFeedEvent, RunSubscription } from '@fyntrix/domain/top-picks'
import { publishedRuns } from '@fyntrix/services/top-picks'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { Context } from '../context.ts'
import { followed } from '../shared/followed.ts'

/** Runs as they are published, under the name that they have had on the wire since the first version. */
export async function* followedRuns(
  context: Context,
  { lastEventId, ...wanted }: RunSubscription,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<RunFeedEvent>, void, unknown> {
  const following = { procedure: 'topPicks.published', topic: () => publishedRuns(wanted), lastEventId, signal }
  for await (const [id, { seq, event: run }] of followed(context, following)) yield tracked(id, { seq, run })
}
