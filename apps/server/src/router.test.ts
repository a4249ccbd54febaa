import { Scope } from '@fyntrix/domain/access'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { declaredProcedures } from './access/declared.ts'
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

/** Mutations that a client may send again without a key, each with the reason; all others take an `idempotencyKey`. */
const repeatable: Readonly<Record<string, string>> = {
  'access.revokeKey': 'ends what ended',
  'archive.check': 'mends what is broken',
  'archive.retain': 'what was done is not due again',
  'cache.clear': 'removes what is there',
  'cache.invalidate': 'removes what is there',
  'cache.rebuild': 'makes the same from the same facts',
  'dashboard.record': 'one dashboard an instant',
  'insights.write': 'a pick is written of once',
  'learnings.learn': 'each outcome counts once',
  'jobs.backfill': 'what is planned is left alone',
  'jobs.cancel': 'what was taken back stays so',
  'jobs.pause': 'what is paused stays so',
  'jobs.resume': 'what is not paused stays so',
  'levels.refresh': 'the same candles give the same levels',
  'llmCosts.addPrice': 'one price an instant: the second time is a conflict',
  'llmCosts.endBudget': 'an ended budget stays so',
  'llmCosts.evaluate': 'each alert is raised once a period',
  'llmCosts.reconcile': 'what follows the invoice already is left alone',
  'llmCosts.reprice': 'the same prices give the same costs',
  'llmCosts.retain': 'a month moves once',
  'llmCosts.sweep': 'a call is lost once',
  'memory.clear': 'removes what is there',
  'memory.remove': 'removes what is there',
  'memory.set': 'the same value lies there',
  'pickEvents.computeOutcomes': 'each outcome is told once',
  'policies.activate': 'a second time changes nothing',
  'policies.learn': 'each outcome counts once a policy',
  'policies.retire': 'a retired policy stays so',
  'policies.train': 'the same facts propose the same draft once',
  'portfolio.monitor': 'one snapshot an instant',
  'portfolio.record': 'one entry an external id',
  'portfolio.setPlan': 'the same plan adds nothing',
  'positions.monitor': 'one snapshot an instant',
  'preferences.replace': 'the same is chosen',
  'preferences.update': 'the same is chosen',
  'recommendations.applyExit': 'one exit a recommendation',
  'scalping.monitor': 'one exit a scalp, one cycle an instant',
  'scores.refresh': 'the same runs give the same scores',
  'watchlists.add': 'a symbol is watched once: the second time is a conflict',
  'watchlists.addMany': 'a symbol is watched once: the second time it is already there',
  'watchlists.clear': 'removes what is there',
  'watchlists.remove': 'removes what is there',
  'watchlists.update': 'the same is written',
}

describe('every mutation', () => {
  const mutations = declaredProcedures(appRouter).filter(({ type }) => type === 'mutation')

  test.each(mutations.map(({ path, input }) => [path, input] as const))(
    '%s may be sent again: by its nature, or under an idempotency key',
    (path, input) => {
      const takesKey = input instanceof z.ZodObject && 'idempotencyKey' in input.shape
      expect([path, takesKey || path in repeatable]).toEqual([path, true])
    },
  )
})
