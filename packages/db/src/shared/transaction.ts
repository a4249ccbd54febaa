import { DomainError } from '@fyntrix/domain/shared'
import type { MikroORM } from '@mikro-orm/postgresql'
import { transactionBounds } from '../jobs/fence.ts'
import { connectionError } from './errors.ts'
import { type Repositories, repositoriesOn } from './repositories.ts'
import { query } from './sql.ts'

/**
 * Runs `work` in one transaction on one connection, under the caller's fence if there is one; see `Database.transaction`.
 *
 * Begins and ends it by hand, on a connection that Kysely lends for the length of a callback: a transaction of the ORM gives its connection back
 * only after a rollback that succeeded, so each connection that is lost amid one would be missing from the pool for ever.
 */
export const transaction = async <T>(orm: MikroORM, work: (tx: Repositories) => Promise<T>): Promise<T> => {
  let own: { readonly error: unknown } | undefined
  try {
    return await orm.em
      .getConnection()
      .getClient()
      .connection()
      .execute(async (connection) => {
        const em = orm.em.fork()
        em.setTransactionContext(connection)
        const { begin, commit } = transactionBounds()
        await query(em, begin)
        try {
          const result = await work(repositoriesOn(em))
          await query(em, commit)
          return result
        } catch (error) {
          own = { error }
          await rollBack(() => query(em, 'rollback'))
          throw error
        }
      })
  } catch (error) {
    throw own === undefined ? connectionError(error) : own.error
  }
}

/** where the connection is lost the server has rolled back already, and the pool will drop it */
const rollBack = async (attempt: () => Promise<unknown>): Promise<void> => {
  try {
    await attempt()
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'unavailable')) throw error
  }
}
