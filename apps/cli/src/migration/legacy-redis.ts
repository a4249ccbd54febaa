import type { Redis } from 'ioredis'
import { CommandFailure } from '../shared/failure.ts'

/** A connection to a legacy Redis, if one is named; closed with what it stands in. Throws where it does not answer. */
export const openLegacy = async (
  url: string | undefined,
): Promise<AsyncDisposable & { readonly connection: Redis | undefined }> => {
  if (url === undefined) return { connection: undefined, [Symbol.asyncDispose]: () => Promise.resolve() }
  const { connect, ready } = await import('@fyntrix/cache')
  const connection = connect({ url, name: 'fyntrix-migrate', onError: () => undefined })
  if (await ready(connection, 5_000))
    return {
      connection,
      [Symbol.asyncDispose]: () => {
        connection.disconnect()
        return Promise.resolve()
      },
    }
  connection.disconnect()
  throw new CommandFailure('the legacy Redis does not answer: check --redis, and that it runs', 3)
}
