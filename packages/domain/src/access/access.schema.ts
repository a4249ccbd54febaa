import { z } from 'zod'

/** What a key may do: read, change what belongs to its own user, start work for all. `admin` includes the others. */
export const Scope = z.enum(['read', 'write', 'run', 'admin'])
export type Scope = z.infer<typeof Scope>

/** Whether a key with these scopes may do what needs `needed`. */
export const permits = (scopes: readonly Scope[], needed: Scope): boolean =>
  scopes.includes(needed) || scopes.includes('admin')
