import { type TrackedEnvelope, tracked } from '@trpc/server'
import { z } from 'zod'
import { toTrpcError } from './errors.ts'

const isAsyncIterable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/**
 * Output of a subscription: events with an id, each checked by `schema` as it goes out. What the source throws while events flow is mapped as it is
 * for other calls, which no middleware could do: middlewares end before the first event.
 */
export const eventStream = <T extends z.ZodType>(schema: T) =>
  z
    .custom<AsyncIterable<TrackedEnvelope<z.input<T>>>>(isAsyncIterable)
    .transform(async function* (events): AsyncGenerator<TrackedEnvelope<z.output<T>>, void, unknown> {
      try {
        for await (const [id, data] of events) yield tracked(id, schema.parse(data))
      } catch (cause) {
        throw toTrpcError(cause)
      }
    })
