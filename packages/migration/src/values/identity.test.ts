import { expect, test } from 'vitest'
import { callsOf, identify, identitiesOf, usualCandidates } from './identity.ts'
import { legacyHash } from './legacy-key.ts'

const candidates = { ...usualCandidates, symbols: ['M&M', 'NIFTY 50'], sectors: ['NIFTY IT'], endDates: ['2025-08-28'] }

test('every identity that the candidates make is found by its hash, by position and by name', async () => {
  const all = [...identitiesOf(candidates)]
  const hashes = all.flatMap((identity) => callsOf(identity).map((call) => [legacyHash(call), identity] as const))
  expect(new Set(hashes.map(([hash]) => hash)).size).toBe(hashes.length)
  const found = await identify(new Set(hashes.map(([hash]) => hash)), all)
  for (const [hash, identity] of hashes) expect(found.get(hash)).toBe(identity)
})

test('a hash that nobody has stays unknown, and the search can be stopped', async () => {
  const wanted = new Set(['0'.repeat(32)])
  expect((await identify(wanted, identitiesOf(candidates))).size).toBe(0)
  const many = { ...candidates, symbols: Array.from({ length: 1_000 }, (_, i) => `S${i}`) }
  await expect(identify(wanted, identitiesOf(many), AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
})
