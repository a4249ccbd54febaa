import type { MikroORM } from '@mikro-orm/postgresql'
import { migrations } from '../migrations/index.ts'
import { mapped } from './errors.ts'
import type { ConnectionPool } from './pool.ts'

/** Which migrations the database has seen, and which of ours it has not. */
export interface MigrationStatus {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
}

const lock = `hashtextextended('fyntrix:migrate', 0)`

/** Applies what is pending, each migration in one transaction with the others, and returns the names. Concurrent callers wait for each other. */
export const migrate = (orm: MikroORM, pool: ConnectionPool): Promise<readonly string[]> =>
  pool.run(async (client) => {
    // waits as long as the migrations of another process take; the server frees the lock when this connection ends
    await client.query('set statement_timeout = 0')
    await client.query(`select pg_advisory_lock(${lock})`)
    try {
      const applied = await mapped(() => orm.migrator.up())
      return applied.map(({ name }) => name)
    } finally {
      await client.query(`select pg_advisory_unlock(${lock})`)
      await client.query('reset statement_timeout')
    }
  })

/** Looks without changing anything, also at an empty database. */
export const migrationStatus = (pool: ConnectionPool): Promise<MigrationStatus> =>
  pool.run(async (client) => {
    const { rows: found } = await client.query<{ there: boolean }>(
      `select to_regclass('mikro_orm_migrations') is not null as there`,
    )
    const { rows } = found[0]?.there
      ? await client.query<{ name: string }>('select name from mikro_orm_migrations order by id')
      : { rows: [] }
    const applied = rows.map(({ name }) => name)
    return { applied, pending: migrations.map(({ name }) => name).filter((name) => !applied.includes(name)) }
  })

/** The statements that would make the database what the entities say: none, unless a migration and an entity disagree. */
export const checkSchema = async (orm: MikroORM): Promise<readonly string[]> => {
  const sql = await mapped(() => orm.schema.getUpdateSchemaSQL({ wrap: false }))
  return sql.split('\n').filter((line) => line.trim() !== '')
}
