import { Redis } from 'ioredis'
import type { StoreKind } from './store.ts'

/** Texts in Redis, through the client alone. */
export const redis: StoreKind = {
  name: 'Redis',
  configured: 'GET and SET of bare ioredis over loopback; append-only file synced each second',
  async open({ redisUrl }) {
    const client = new Redis(redisUrl)
    return {
      read: async (key) => JSON.parse((await client.get(`bare:${key}`)) ?? '') as unknown,
      write: (key, value) => client.set(`bare:${key}`, JSON.stringify(value)),
      async [Symbol.asyncDispose]() {
        client.disconnect()
      },
    }
  },
}
