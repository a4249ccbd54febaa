import { permits } from '@fyntrix/domain/access'
import { DomainError, type Following } from '@fyntrix/domain/shared'
import type { Topic } from '@fyntrix/services/shared'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { Context } from '../context.ts'

const requireReader = async ({ caller }: Context): Promise<void> => {
  const { scopes } = await caller.sessionNow()
  if (!permits(scopes, 'read')) throw new DomainError('forbidden', 'this API key lacks the scope "read" by now')
}

/** A call of a subscription, as tRPC hands it over; the signal is aborted when the client is gone. */
export interface SubscriptionCall<Input extends Following = Following> {
  readonly ctx: Context
  readonly input: Input
  readonly path: string
  readonly signal: AbortSignal | undefined
}

/**
 * Events of a topic from the one after `lastEventId` on, or from now, each under its sequence number in publishing order. The key is looked at again before
 * each event: one that was revoked meanwhile receives nothing more. Ends with `unavailable` when the server stops, which makes clients reconnect; with
 * `refused` when the backlog does not reach back to `lastEventId`; and with what `topic` throws.
 */
export async function* followed<T>(
  { ctx, input: { lastEventId }, path, signal: gone = new AbortController().signal }: SubscriptionCall,
  topic: () => Topic<T> | Promise<Topic<T>>,
): AsyncGenerator<TrackedEnvelope<{ seq: number; event: T | null }>, void, unknown> {
  const { feed, stopping, metrics } = ctx.app
  const closed = metrics.openSubscription(path)
  try {
    const wanted = await topic()
    const after = lastEventId === undefined ? await feed.position() : Number(lastEventId)
    if (lastEventId === undefined) yield tracked(String(after), { seq: after, event: null })
    for await (const { seq, event } of feed.follow(wanted, after, AbortSignal.any([gone, stopping]))) {
      await requireReader(ctx)
      yield tracked(String(seq), { seq, event })
    }
    if (stopping.aborted && !gone.aborted) throw new DomainError('unavailable', 'the server stops: connect again')
  } finally {
    closed()
  }
}
