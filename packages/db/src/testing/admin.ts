import pg from 'pg'

/** Runs `work` on one connection to the maintenance database. */
export const asAdmin = async <T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: serverUrl, application_name: 'test admin' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
