import { defineKey, type Parameters } from '../key.ts'
import type { RedisClient } from '../script.ts'
import { CorruptValueError, parseJson, type StandardSchema } from '../standard-schema.ts'
import type { Subscriber } from './subscriber.ts'

export interface ChannelDefinition<Pattern extends string, T> {
  readonly pattern: Pattern
  readonly description: string
  /** Checks and reads what arrives. */
  readonly schema: StandardSchema<T>
  /** The message as JSON. */
  readonly encode: (message: T) => unknown
}

export interface SubscribeOptions {
  /**
   * Messages may be missing: called after each reconnect, once the subscription stands again, and when it begins later than `subscribe` resolved because
   * Redis was away. Whoever keeps a state re-reads it now; what is published from now on arrives.
   */
  readonly onLost: () => void | Promise<void>
  /** A message that is not what the channel is declared for; it goes no further. */
  readonly onCorrupt: (error: CorruptValueError) => void
}

export interface Subscription {
  /** Ends it: no message is handed over after this call. Resolves when the server knows. Never throws. */
  unsubscribe(): Promise<void>
}

/** Messages to whoever listens at the moment. */
export interface Channel<Pattern extends string, T> {
  readonly definition: ChannelDefinition<Pattern, T>
  /** The channel's name in Redis. */
  name(parameters: Parameters<Pattern>): string
  /**
   * Sends a message. Answers how many connections got it, in a cluster of one node only: nothing to rely on, as a listener may be reconnecting. Throws the
   * client's error when Redis is away; then the message may still have been sent.
   */
  publish(client: RedisClient, parameters: Parameters<Pattern>, message: T): Promise<number>
  /**
   * Hands each message to `handler`, in the order of publishing. Every message that is published after this resolved is handed over or followed by
   * `onLost`: Redis keeps nothing for a listener that is not connected. A handler that throws or rejects is reported to the subscriber's `onError`,
   * and the next message comes all the same, without waiting for a promise of the handler's. Throws the server's error when it refuses.
   */
  subscribe(
    subscriber: Subscriber,
    parameters: Parameters<Pattern>,
    handler: (message: T) => void | Promise<void>,
    options: SubscribeOptions,
  ): Promise<Subscription>
}

/** Runs what the application passed in; neither its exception nor its rejection may reach the event loop. */
const guarded = async (subscriber: Subscriber, run: () => void | Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    subscriber.report(error)
  }
}

/** Declares a channel. */
export const defineChannel = <const Pattern extends string, T>(
  definition: ChannelDefinition<Pattern, T>,
  prefix = '',
): Channel<Pattern, T> => {
  const key = defineKey(definition.pattern, prefix)
  return {
    definition,
    name: (parameters) => key.of(parameters),
    publish: (client, parameters, message) =>
      client.publish(key.of(parameters), JSON.stringify(definition.encode(message))),
    async subscribe(subscriber, parameters, handler, { onLost, onCorrupt }) {
      const name = key.of(parameters)
      const receive = (text: string) => {
        let message: T
        try {
          message = parseJson(definition.schema, name, text)
        } catch (error) {
          if (!(error instanceof CorruptValueError)) throw error
          return onCorrupt(error)
        }
        return handler(message)
      }
      const listener = {
        onMessage: (text: string) => void guarded(subscriber, () => receive(text)),
        onLost: () => void guarded(subscriber, onLost),
      }
      await subscriber.add(name, listener)
      return { unsubscribe: () => subscriber.remove(name, listener) }
    },
  }
}
