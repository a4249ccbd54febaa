import type { Id } from '@fyntrix/domain/shared'
import pg from 'pg'
import { freshId } from './samples.ts'

/** Another user in a test's database: somebody whose things must stay apart from the default user's. */
export const anotherUser = async (databaseUrl: string, name = 'another'): Promise<Id> => {
  const id = freshId()
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('insert into users (id, name) values ($1, $2)', [id, name])
    return id
  } finally {
    await client.end()
  }
}
