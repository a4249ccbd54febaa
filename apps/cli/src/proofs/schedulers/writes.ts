import type { Database } from '@fyntrix/db/shared'
import type pg from 'pg'

/** Puts a row into a transaction; false where it is there already. */
export type Put = (scope: string, key: string) => Promise<boolean>

/** Does `work` in a transaction. */
export type InTransaction = (work: (put: Put) => Promise<void>) => Promise<void>

/** Rows of the proofs lie among idempotency keys, where repositories can put them: as services do, in transactions that know nothing of a fence. */
export const scopeOf = (jobId: string, nominalAt: number): string => `proof:${jobId}@${nominalAt}`

/** Where what a nominal time is to bring about once is claimed, and each that brought it about. */
export const effectScopeOf = (jobId: string, nominalAt: number): string => `proof-effect:${jobId}@${nominalAt}`
export const claimedKey = 'claimed'

const lifetimeMs = 86_400_000

/** Transactions as every service has them. */
export const serviceTransactions =
  (db: Database): InTransaction =>
  (work) =>
    db.transaction((tx) =>
      work(async (scope, key) => {
        const claim = await tx.idempotency.claim({ scope, key, requestHash: 'proof', lifetimeMs })
        return claim.first
      }),
    )

/** Transactions that no fence guards. */
export const plainTransactions =
  (pool: pg.Pool): InTransaction =>
  async (work) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await work(async (scope, key) => {
        const { rowCount } = await client.query(
          `insert into idempotency_keys (scope, key, request_hash, expires_at) values ($1, $2, 'proof', now() + interval '1 day') on conflict do nothing`,
          [scope, key],
        )
        return rowCount === 1
      })
      await client.query('commit')
      client.release()
    } catch (error) {
      client.release(true)
      throw error
    }
  }
