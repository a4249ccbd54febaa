import { Scope } from '@fyntrix/domain/access'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { appRouter } from './router.ts'

// tRPC keeps these out of its public types
const Definition = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.object({ scope: Scope, cost: z.int().positive() }),
  output: z.unknown().refine((output) => output !== undefined, 'declares no output'),
})

const definitionOf = (procedure: unknown): unknown =>
  typeof procedure === 'function' && '_def' in procedure ? procedure._def : undefined

const procedures = Object.entries(appRouter._def.procedures).map(
  ([path, procedure]) => [path, Definition.safeParse(definitionOf(procedure))] as const,
)

describe('every procedure', () => {
  test('is found', () => {
    expect(procedures.map(([path]) => path)).toContain('topPicks.published')
  })

  test.each(procedures)('%s declares its scope, its cost and its output', (_, definition) => {
    expect(definition.error).toBeUndefined()
  })

  test.each(procedures)('%s needs more than reading if it changes anything', (_, { data }) => {
    expect(data?.type !== 'mutation' || data.meta.scope !== 'read').toBe(true)
  })
})
