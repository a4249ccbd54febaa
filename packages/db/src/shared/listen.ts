import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { connectionError } from './errors.ts'
import type { OnWarning } from './pool.ts'

/**
 * What a listener receives. `reconnected`: the connection had been lost, and what was sent meanwhile is lost too, so look at the tables.
 */
export type Notification = { readonly kind: 'message'; readonly payload: string } | { readonly kind: 'reconnected' }

/** A running LISTEN. Closing it waits until its connection is gone. */
export interface Listening extends AsyncDisposable {
  close(): Promise<void>
}

const firstDelayMs = 50
const longestDelayMs = 5_000

/** a client that listens, and a promise of its end */
const connect = async (config: pg.ClientConfig, channel: string, onMessage: (payload: string) => void) => {
  const client = new pg.Client(config)
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
  client.on('error', () => undefined) // `end` follows
  client.on('notification', (message) => onMessage(message.payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
  } catch (error) {
    await client.end().catch(() => undefined) // it is the failure to connect that counts
    throw connectionError(error)
  }
  return { client, ended }
}

/**
 * Listens to a channel on a connection of its own until closed or aborted. Resolves when the server listens; rejects when the first connection fails.
 * A connection lost later is opened again, at growing intervals up to five seconds, and then told as `reconnected`.
 */
export const listen = async (
  config: pg.ClientConfig,
  channel: string,
  handler: (notification: Notification) => void,
  onWarning: OnWarning,
  signal?: AbortSignal,
): Promise<Listening> => {
  const stop = new AbortController()
  const onMessage = (payload: string) => handler({ kind: 'message', payload })
  let current = await connect(config, channel, onMessage)

  const reconnect = async (): Promise<void> => {
    for (let delay = firstDelayMs; !stop.signal.aborted; delay = Math.min(delay * 2, longestDelayMs)) {
      await sleep(delay, undefined, { signal: stop.signal }).catch(() => undefined) // aborted: the loop ends
      if (stop.signal.aborted) return
      try {
        current = await connect(config, channel, onMessage)
      } catch (error) {
        onWarning(`cannot listen to ${channel}, trying again`, error)
        continue
      }
      if (!stop.signal.aborted) handler({ kind: 'reconnected' })
      return
    }
  }

  const watch = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await current.ended
      if (!stop.signal.aborted) await reconnect()
    }
    // the last connection may have come up after the order to stop
    await current.client.end()
  }
  const watching = watch()

  const close = async (): Promise<void> => {
    stop.abort()
    signal?.removeEventListener('abort', onAbort)
    await current.client.end()
    await watching
  }
  const onAbort = () =>
    void close().catch((error: unknown) => onWarning(`listening to ${channel} did not end cleanly`, error))
  if (signal?.aborted) await close()
  else signal?.addEventListener('abort', onAbort, { once: true })

  return { close, [Symbol.asyncDispose]: close }
}
