import { Scope } from '@fyntrix/domain/access'
import { DomainError } from '@fyntrix/domain/shared'
import { z } from 'zod'

/**
 * Whose things a procedure reads or changes: `all` what everybody shares, `own` those of the key's user, `own-or-admin` those of another user too if
 * the key has `admin`.
 */
export const Owner = z.enum(['all', 'own', 'own-or-admin'])
export type Owner = z.infer<typeof Owner>

// tRPC keeps these out of its public types
const Definition = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.object({ scope: Scope, cost: z.int().positive(), owner: Owner }),
  inputs: z.array(z.instanceof(z.ZodType)),
  output: z.instanceof(z.ZodType),
})

/** What a procedure declares of itself. */
export interface DeclaredProcedure extends Omit<z.infer<typeof Definition>, 'inputs'> {
  readonly path: string
  /** undefined for a procedure that takes nothing. */
  readonly input: z.ZodType | undefined
}

const definitionOf = (procedure: unknown): unknown =>
  typeof procedure === 'function' && '_def' in procedure ? procedure._def : undefined

/** Every procedure of a router in the order of their names. Throws for one that declares no scope, cost, owner or output, or more than one input. */
export const declaredProcedures = (router: {
  readonly _def: { readonly procedures: Readonly<Record<string, unknown>> }
}): readonly DeclaredProcedure[] =>
  Object.entries(router._def.procedures)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, procedure]) => {
      const definition = Definition.safeParse(definitionOf(procedure))
      if (!definition.success || definition.data.inputs.length > 1)
        throw new DomainError('internal', `${path} declares no scope, cost, owner or output, or more than one input`)
      const { inputs, ...facts } = definition.data
      return { path, input: inputs[0], ...facts }
    })
