/**
 * The typed tRPC client itself, for programs that use tRPC anyway, such as a dashboard on its TanStack Query integration. It stands apart from the
 * main entry because the declarations of `@trpc/client` need those of a browser and of `ws`, which most programs do not have.
 */
export type { Api } from './api.d.ts'
export { toFyntrixError } from './fyntrix-error.ts'
export { type ApiClient, createApiClient } from './transport.ts'
export type { TransportOptions } from './transport-options.ts'
