import { Cluster, Command } from 'ioredis'
import type { RedisClient } from '../script.ts'

/**
 * A command that only reads, asked through `Remote`: its deadline watches all of them with one timer, and what is answered later is nobody's. So it goes
 * without the client's own timer, which costs a tenth of a `GET`.
 */
class Question extends Command {
  override setTimeout(): void {}
}

const ask = (client: RedisClient, name: 'get' | 'mget', keys: string[]): Promise<unknown> => {
  const { keyPrefix } = client.options
  const question = new Question(name, keys, keyPrefix === undefined ? asBytes : { ...asBytes, keyPrefix })
  client.sendCommand(question)
  return question.promise
}

const asBytes = { replyEncoding: null }

const bytesOf = (reply: unknown): Buffer | null => (Buffer.isBuffer(reply) ? reply : null)

/** The bytes under a key. */
export const getBytes = (client: RedisClient, key: string): Promise<Buffer | null> =>
  ask(client, 'get', [key]).then(bytesOf)

/** What is under many keys, in their order, bytes where there is something: by one command, or by one for each key in a cluster. */
export const getManyBytes = async (client: RedisClient, keys: string[]): Promise<readonly unknown[]> => {
  if (client instanceof Cluster) return Promise.all(keys.map((key) => getBytes(client, key)))
  const replies = await ask(client, 'mget', keys)
  return Array.isArray(replies) ? replies : []
}
