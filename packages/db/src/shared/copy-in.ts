import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { connectionLost } from './errors.ts'

/** Sends `chunks` to a COPY statement. Rejects with the signal's reason, with `unavailable` when the connection ends, and with what the chunks throw. */
export const copyIn = async (
  client: pg.ClientBase,
  statement: string,
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  signal?: AbortSignal,
): Promise<void> => {
  // a COPY that waits for a socket that is gone would wait for ever
  const lost = new AbortController()
  const onEnd = () => lost.abort(connectionLost(new Error('the connection ended during a COPY')))
  client.once('end', onEnd)
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), client.query(copyFrom(statement)), {
      signal: signal ? AbortSignal.any([signal, lost.signal]) : lost.signal,
    })
  } catch (error) {
    // the server's word on a COPY that was broken off may come before that of who broke it off
    signal?.throwIfAborted()
    lost.signal.throwIfAborted()
    throw error
  } finally {
    client.off('end', onEnd)
  }
}
