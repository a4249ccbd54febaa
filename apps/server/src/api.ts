import type { AnyTRPCRouter, TRPCBuiltRouter } from '@trpc/server'
import { appRouter } from './router.ts'

type Types<T extends AnyTRPCRouter> = T['_def']['_config']['$types']

/**
 * The router with its context and meta made opaque: its declaration then names inputs, outputs and the error shape, and nothing of the server or
 * its database. The same value at run time.
 */
const withoutContext = <T extends AnyTRPCRouter>(router: T) =>
  // only types change here: the context is what a client can neither see nor supply
  router as unknown as TRPCBuiltRouter<
    {
      ctx: object
      meta: object
      errorShape: Types<T>['errorShape']
      transformer: Types<T>['transformer']
    },
    { [K in keyof T['_def']['record']]: T['_def']['record'][K] }
  >

/** What `packages/sdk/src/api.d.ts` is printed from. */
export const api = withoutContext(appRouter)
export type Api = typeof api
