import pg from 'pg'
import { z } from 'zod'
import type { StoreKind } from './store.ts'

const Row = z.tuple([z.string()])

/** A table of texts in PostgreSQL. */
export const postgres: StoreKind = {
  name: 'PostgreSQL',
  configured: 'pg over loopback, one connection a process, named statements, as durable as in production',
  async open({ databaseUrl }) {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    return {
      async read(key) {
        const text = 'select value from bench_cache where key = $1'
        const { rows } = await client.query({ name: 'read', text, values: [key], rowMode: 'array' })
        return JSON.parse(Row.parse(rows[0])[0]) as unknown
      },
      async write(key, value) {
        const text = 'insert into bench_cache values ($1, $2) on conflict (key) do update set value = excluded.value'
        await client.query({ name: 'write', text, values: [key, JSON.stringify(value)] })
      },
      async [Symbol.asyncDispose]() {
        await client.end()
      },
    }
  },
}

/** Makes the table, once for all processes. */
export const preparePostgres = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create table bench_cache (key text primary key, value text not null)')
  await client.end()
}
