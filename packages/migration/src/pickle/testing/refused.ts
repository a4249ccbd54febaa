import { expect } from 'vitest'

/** What a refusal must look like whose reason has this text in it. */
export const refused = (reason: string, tier: string | null = null) => ({
  kind: 'refused',
  tier,
  reason: expect.stringContaining(reason),
})
