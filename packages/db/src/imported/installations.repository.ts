import { DomainError } from '@fyntrix/domain/shared'
import type pg from 'pg'
import type { ConnectionPool } from '../shared/pool.ts'

/** The legacy installation that a home holds. */
export interface Installation {
  /** Absolute path. */
  readonly root: string
  /** When the first import from this path began, or was moved here. */
  readonly claimedAt: Date
  /** Where it was before; null where it was not moved. */
  readonly movedFrom: string | null
}

interface InstallationRow {
  root: string
  claimed_at: Date
  moved_from: string | null
}

const lock = `hashtextextended('the legacy installation', 0)`

const currentOf = async (client: pg.ClientBase): Promise<Installation | null> => {
  const { rows } = await client.query<InstallationRow>(
    'select root, claimed_at, moved_from from imported.installations',
  )
  return rows[0] ? { root: rows[0].root, claimedAt: rows[0].claimed_at, movedFrom: rows[0].moved_from } : null
}

/** The legacy installation that a home holds: none at first, then one. */
export class InstallationsRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /** The one that the home holds; null before the first import. */
  current(): Promise<Installation | null> {
    return this.#pool.run(currentOf)
  }

  /** Claims the home for an installation where nobody did, and returns the one that it holds: of several at once the same for all. */
  claim(root: string): Promise<Installation> {
    return this.#pool.run(async (client) => {
      await client.query('insert into imported.installations (root) values ($1) on conflict do nothing', [root])
      const held = await currentOf(client)
      if (held === null) throw new DomainError('internal', `the claim of ${root} was not kept`)
      return held
    })
  }

  /** Does work during which the home keeps the installation that it holds, which the work is told. It takes a connection until it is done. */
  steady<T>(work: (held: Installation | null) => Promise<T>): Promise<T> {
    return this.#pool.run(async (client) => {
      await client.query(`select pg_advisory_lock_shared(${lock})`)
      try {
        return await work(await currentOf(client))
      } finally {
        // with a connection that was lost the lock went too
        await client.query(`select pg_advisory_unlock_shared(${lock})`).catch(() => undefined)
      }
    })
  }

  /** Writes the path of the installation anew. Throws `conflict`, and writes nothing, while somebody does `steady` work, and where the home no longer holds `from`. */
  move(from: string, to: string): Promise<void> {
    return this.#pool.transaction(async (client) => {
      const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_xact_lock(${lock}) as free`)
      if (rows[0]?.free !== true)
        throw new DomainError(
          'conflict',
          `somebody imports ${from} at this moment: stop them, or wait until they are done`,
        )
      const { rowCount } = await client.query(
        'update imported.installations set root = $2, moved_from = $1, claimed_at = clock_timestamp() where root = $1',
        [from, to],
      )
      if (rowCount !== 1)
        throw new DomainError('conflict', `${from} was moved by somebody else: look at 'migrate status'`)
    })
  }
}
