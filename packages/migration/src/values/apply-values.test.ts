import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openHome } from '../testing/home.ts'
import { makeInstallation } from '../testing/installation.ts'
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

test('a key that reads like a file or a row has another place than that file and that row', async () => {
  await using home = await openHome()
  await writer.flushall()
  using legacy = makeInstallation()
  legacy.file('x.pkl', 'of the file')
  const levels = [{ symbol: 'INFY', timeframe_scope: 'D', computed_at_ist: 'of the row' }]
  for (const key of ['file:x.pkl', '\\x66ile:x.pkl', 'files:x.pkl', 'support_resistance_levels#INFY/D'])
    await writer.set(key, `of the key ${key}`)
  const moved = { target, sources: { redis: reader, folder: legacy.root, levels }, options }
  await applyValues(home.target.imported, moved)
  const rows = await home.rows(
    `select s.path, convert_from(decode(cells::json ->> 'bytes', 'base64'), 'UTF8') as content
     from imported.quarantine q join imported.sources s on s.id = q.source_id order by s.path collate "C"`,
  )
  expect(rows).toEqual([
    { path: '\\x5cx66ile:x.pkl', content: 'of the key \\x66ile:x.pkl' },
    { path: '\\x66ile:x.pkl', content: 'of the key file:x.pkl' },
    { path: '\\x73upport_resistance_levels#INFY/D', content: 'of the key support_resistance_levels#INFY/D' },
    { path: 'file:x.pkl', content: 'of the file' },
    { path: 'files:x.pkl', content: 'of the key files:x.pkl' },
    { path: 'support_resistance_levels#INFY/D', content: expect.stringContaining('of the row') },
  ])
})
