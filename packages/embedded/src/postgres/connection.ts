import pg from 'pg'
import { hasCode } from '../errors.ts'
import { superuser } from './cluster.ts'

/** Where an embedded server listens, and its superuser's password. */
export interface Endpoint {
  readonly port: number
  readonly password: string
}

/** Connection URL of a database as the superuser. It holds the password: not for logs. */
export function connectionUrl({ port, password }: Endpoint, database: string): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

/** What a connection attempt met: a server that serves, or one that does not (yet, or any more). */
export type Answer = 'serving' | 'silent'

// SQLSTATE: cannot_connect_now (starting up, shutting down, in recovery), too_many_connections
const notNow = ['57P03', '57P01', '57P02']
const full = '53300'

async function withClient<T>(endpoint: Endpoint, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: connectionUrl(endpoint, 'postgres'),
    connectionTimeoutMillis: 5_000,
  })
  // without a listener, a connection that breaks after it was made would end this process
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Whether a server serves at that port under that password.
 * @throws the driver's error when it answers, but refuses for another reason than its state (a wrong password, say)
 */
export async function ask(endpoint: Endpoint): Promise<Answer> {
  try {
    await withClient(endpoint, async (client) => client.query('select 1'))
    return 'serving'
  } catch (error) {
    if (hasCode(error, full)) return 'serving'
    if (hasCode(error, ...notNow, 'ECONNREFUSED', 'ECONNRESET', 'EPIPE') || isCutOff(error)) return 'silent'
    throw error
  }
}

/** the driver gives no code to a connection that ended or timed out before the server said anything */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && !('code' in error) && /^(Connection terminated|timeout expired)/.test(error.message)
}

/** Creates a database unless it exists; safe when several processes do so at once. */
export async function ensureDatabase(endpoint: Endpoint, database: string): Promise<void> {
  await withClient(endpoint, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (rowCount === 1) return
    try {
      await client.query(`create database ${client.escapeIdentifier(database)}`)
    } catch (error) {
      // duplicate_database, or unique_violation when another process was in the middle of the same
      if (!hasCode(error, '42P04', '23505')) throw error
    }
  })
}
