import type { RedisClient } from '../script.ts'
import { CorruptValueError } from '../standard-schema.ts'

/** One key's part of an answer about many keys. */
export type ReadResult<T> =
  | { readonly status: 'found'; readonly value: T }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; readonly error: unknown }

/** An error reply of Redis begins with its code. */
const isWrongType = (error: unknown): boolean => error instanceof Error && error.message.startsWith('WRONGTYPE ')

/** The reply to a command. Throws `CorruptValueError` when the key holds another type: somebody else wrote it; else the client's error. */
export const replyOf = async <T>(key: string, reply: Promise<T>): Promise<T> => {
  try {
    return await reply
  } catch (error) {
    throw isWrongType(error) ? new CorruptValueError(`${key} holds another type`, { cause: error }) : error
  }
}

/** Reads what somebody stored. Throws `CorruptValueError` when `decode` fails. */
export const decoded = <S, T>(key: string, decode: (stored: S) => T, stored: S): T => {
  try {
    return decode(stored)
  } catch (cause) {
    throw cause instanceof CorruptValueError ? cause : new CorruptValueError(`${key} cannot be read`, { cause })
  }
}

/**
 * The fields of many hashes, each its own promise: one pipeline to a single server. A pipeline may not mix the slots of a cluster: there each node gets
 * its commands without waiting in between.
 */
export const hashesOf = (client: RedisClient, keys: readonly string[]): readonly Promise<Record<string, string>>[] => {
  if ('nodes' in client) return keys.map((key) => client.hgetall(key))
  const pipeline = client.pipeline()
  for (const key of keys) pipeline.hgetall(key)
  const replies = pipeline.exec()
  return keys.map(async (key, i) => {
    const [error, fields] = (await replies)?.[i] ?? [new Error(`${key}: the pipeline gave no answer`)]
    if (error) throw error
    // what the client makes of a reply to HGETALL; in a pipeline its types do not say so
    return fields as Record<string, string>
  })
}
