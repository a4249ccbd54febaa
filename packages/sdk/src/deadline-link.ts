import { TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { Api } from './api.d.ts'

/** Gives up a query or mutation, all its retries together, that has no answer after so many milliseconds. Whether a mutation took effect is not known then. */
export const deadlineLink =
  (deadlineMs: number): TRPCLink<Api> =>
  () =>
  ({ op, next }) => {
    if (op.type === 'subscription') return next(op)
    return observable((observer) => {
      const late = new AbortController()
      const signal = op.signal ? AbortSignal.any([op.signal, late.signal]) : late.signal
      const timer = setTimeout(() => {
        observer.error(TRPCClientError.from(new Error(`no answer within ${deadlineMs} ms`)))
        late.abort()
      }, deadlineMs)
      const subscription = next({ ...op, signal }).subscribe(observer)
      return () => {
        clearTimeout(timer)
        subscription.unsubscribe()
      }
    })
  }
