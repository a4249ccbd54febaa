import { AsyncLocalStorage } from 'node:async_hooks'
import { sqlState } from '../shared/errors.ts'

/** What gives the right to write: the lease of an occurrence, by its epoch. Instants are epoch milliseconds. */
export interface Fence {
  readonly jobId: string
  readonly nominalAt: number
  readonly epoch: number
  /** Milliseconds; a transaction that idles longer is ended by the server, so that whoever takes over does not wait for its locks. */
  readonly leaseMs: number
}

const holder = new AsyncLocalStorage<Fence>()

/**
 * Does `work` under a fence: each of its transactions, whatever service opens it, is committed only while the lease is held, and otherwise refused as a whole. What
 * `work` starts inherits the fence. Single statements outside a transaction are not fenced.
 */
export const fenced = <T>(fence: Fence, work: () => Promise<T>): Promise<T> => holder.run(fence, work)

/** The fence that the caller works under; undefined outside. */
export const heldFence = (): Fence | undefined => holder.getStore()

/** True for the error of a transaction that was refused because somebody else has the lease. */
export const isFenced = (error: unknown): boolean =>
  error instanceof Error && (sqlState(error) === 'FX001' || isFenced(error.cause))

const jobId = /^[a-z0-9][a-z0-9.-]{0,99}$/

/** The statements that begin and end a transaction, each sent as one message, under the fence of the caller if there is one. */
export const transactionBounds = (): { readonly begin: string; readonly commit: string } => {
  const fence = holder.getStore()
  // Alone, `commit` succeeds by rolling back where an earlier statement failed and `work` went on regardless; the statement before it fails instead.
  if (fence === undefined) return { begin: 'begin', commit: 'select 1; commit' }
  // a message of several statements takes no parameters
  if (!jobId.test(fence.jobId)) throw new RangeError(`'${fence.jobId}' is no id of a job`)
  const { nominalAt, epoch, leaseMs } = fence
  return {
    begin: `begin; set local idle_in_transaction_session_timeout = ${Math.ceil(leaseMs)}`,
    commit: `select job_fence('${fence.jobId}', '${new Date(nominalAt).toISOString()}', ${Math.floor(epoch)}); commit`,
  }
}
