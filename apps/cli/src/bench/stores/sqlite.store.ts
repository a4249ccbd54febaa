import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StoreKind } from './store.ts'

/** A table of texts in SQLite. */
export const sqlite: StoreKind = {
  name: 'SQLite',
  configured: 'node:sqlite, WAL, synchronous=NORMAL, prepared statements, in the process of the caller',
  async open({ folder }) {
    const database = new DatabaseSync(join(folder, 'stores.db'))
    database.exec('pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = normal')
    database.exec('create table if not exists cache (key text primary key, value text not null) without rowid')
    const select = database.prepare('select value from cache where key = ?')
    const upsert = database.prepare('insert into cache values (?, ?) on conflict do update set value = excluded.value')
    return {
      read: (key) => JSON.parse(String(select.get(key)?.['value'])) as unknown,
      write: (key, value) => upsert.run(key, JSON.stringify(value)),
      async [Symbol.asyncDispose]() {
        database.close()
      },
    }
  },
}
