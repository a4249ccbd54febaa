import { permits } from '@fyntrix/domain/access'
import { DomainError } from '@fyntrix/domain/shared'
import type { RunFeedEvent, RunSubscription } from '@fyntrix/domain/top-picks'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { Context } from '../context.ts'

const requireReader = async ({ caller }: Context): Promise<void> => {
  const { scopes } = await caller.sessionNow()
  if (!permits(scopes, 'read')) throw new DomainError('forbidden', 'this API key lacks the scope "read" by now')
}

/**
 * Runs from the one after `lastEventId` on, or from now, each under its sequence number in publishing order. The key is looked at again before each
 * run: one that was revoked meanwhile receives nothing more. Ends with `unavailable` when the server stops, which makes clients reconnect; with
 * `refused` when the backlog does not reach back to `lastEventId`.
 */
export async function* publishedRuns(
  context: Context,
  { universe, mode, lastEventId }: RunSubscription,
  gone: AbortSignal,
): AsyncGenerator<TrackedEnvelope<RunFeedEvent>, void, unknown> {
  const { feed, stopping, metrics } = context.app
  const closed = metrics.openSubscription('topPicks.published')
  const event = (value: RunFeedEvent) => tracked(String(value.seq), value)
  try {
    const after = lastEventId === undefined ? await feed.position() : Number(lastEventId)
    if (lastEventId === undefined) yield event({ seq: after, run: null })
    for await (const published of feed.follow({ universe, mode, after }, AbortSignal.any([gone, stopping]))) {
      await requireReader(context)
      yield event(published)
    }
    if (stopping.aborted && !gone.aborted) throw new DomainError('unavailable', 'the server stops: connect again')
  } finally {
    closed()
  }
}
