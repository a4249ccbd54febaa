import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openHome } from '../testing/home.ts'
import { applyValues } from './apply-values.ts'
import { legacyServer } from './testing/legacy-server.ts'
import { valueTarget } from './testing/target.ts'

const { writer, reader } = await legacyServer()
const { target, options } = await valueTarget()

test('what cannot be moved stands in quarantine under a place of its own, however long its key is, and whatever it looks like', async () => {
  await using home = await openHome()
  await writer.flushall()
  const long = `unknown:${randomBytes(6_000).toString('hex')}`
  const keys = [long, 'a\u0001', 'a\\x01']
  for (const key of keys) await writer.set(key, 'x')
  const moved = { target, sources: { redis: reader }, options }
  for (const _ of [1, 2]) {
    const { values } = await applyValues(home.target.imported, moved)
    expect(values.quarantined.length + values.kept.length).toBe(3)
  }
  const rows = await home.rows(`select cells::json ->> 'place' as place from imported.quarantine order by 1`)
  expect(rows).toEqual([{ place: 'a\\x01' }, { place: 'a\\x5cx01' }, { place: long }])
})
