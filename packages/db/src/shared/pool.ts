import { DomainError } from '@fyntrix/domain/shared'
import pg from 'pg'
import { connectionError, connectionLost, toDomainError } from './errors.ts'

/** Work on bare connections, for what the ORM is too slow for or cannot do. Every method throws `DomainError`s for what the database does. */
export interface ConnectionPool {
  /** Runs `work` on a connection of its own, outside any transaction. */
  run<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  /** Runs `work` in a transaction: committed when it resolves, rolled back when it rejects. */
  transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  /** Ends when the last piece of work has. */
  close(): Promise<void>
}

/** Told of connections that were lost while nobody was using them; those in use fail where they are used. */
export type OnWarning = (message: string, cause: unknown) => void

/**
 * Keeps a lost connection from ending the process: `pg` reports it as an `error` event, on the pool for idle clients and on the client for those in
 * use, and an `error` event without a listener is fatal in Node.
 */
export const guardPool = (pool: pg.Pool, onWarning: OnWarning): void => {
  pool.on('error', (error) => onWarning('an idle connection to PostgreSQL was lost', error))
  // whoever uses the client sees its query fail
  pool.on('connect', (client) => client.on('error', () => undefined))
}

/** A pool that connects when it is first used, and again after a loss. */
export const openPool = (config: pg.PoolConfig, onWarning: OnWarning): ConnectionPool => {
  const pool = new pg.Pool(config)
  guardPool(pool, onWarning)

  const connect = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect()
    } catch (error) {
      throw connectionError(error)
    }
  }

  const run = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await connect()
    let lost = false
    let failed = true
    const noteLoss = () => {
      lost = true
    }
    client.on('error', noteLoss)
    try {
      const result = await work(client)
      failed = false
      return result
    } catch (error) {
      throw lost && !(error instanceof DomainError) ? connectionLost(error) : toDomainError(error)
    } finally {
      client.off('error', noteLoss)
      // a connection on which something failed may be amid a COPY or a transaction: closing it is the one sure way back
      client.release(failed)
    }
  }

  const transaction = <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
    run(async (client) => {
      await client.query('begin')
      const result = await work(client)
      await client.query('commit')
      return result
    })

  return { run, transaction, close: () => pool.end() }
}
