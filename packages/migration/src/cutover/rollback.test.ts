import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePlan } from '../index.ts'
import { openHome, type TestHome } from '../testing/home.ts'
import { type Installation, makeInstallation } from '../testing/installation.ts'
import { type CutoverMoment, cutover, drill, rollback } from './index.ts'

const wait = () => Promise.resolve()
const now = () => new Date('2026-01-10T00:00:00Z')
const options = { quietMs: 1, reads: 30, now, wait }
const first = 'REDIS_PORT=6380\n'
const edited = 'REDIS_PORT=6381\n'

const switchOver = (home: TestHome, { root }: Installation, backupFolder: string) =>
  cutover(home.target, root, { ...options, hash: makePlan(root).hash, backupFolder })

const killedWhen = async (moment: CutoverMoment, home: TestHome, { root }: Installation, backupFolder: string) => {
  const killed = new Error('killed')
  const dying = cutover(home.target, root, {
    ...options,
    hash: makePlan(root).hash,
    backupFolder,
    onProgress: (at) => {
      if (at === moment) throw killed
    },
  })
  await expect(dying).rejects.toBe(killed)
}

const withConfiguration = () => {
  const legacy = makeInstallation()
  legacy.recommend()
  legacy.file('.env', first)
  return { ...legacy, configuration: () => readFileSync(join(legacy.root, '.env'), 'utf8') }
}

test('a configuration that was edited between two attempts to switch goes back to what it was at first, and the edit is told and recorded', async () => {
  using legacy = withConfiguration()
  await using home = await openHome()
  const backup = join(home.target.folder, 'backup')
  await killedWhen('configured', home, legacy, backup)
  legacy.file('.env', edited)
  expect(await switchOver(home, legacy, backup)).toMatchObject({ refused: [] })
  const edits = [{ path: '.env', copy: join(`${backup}-2`, '1.copy') }]
  const switched = legacy.configuration()
  await expect(drill(home.target, legacy.root, options)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`.env: ${backup}-2/1.copy`),
  })
  expect(legacy.configuration()).toBe(switched)
  expect(await rollback(home.target, legacy.root)).toMatchObject({ already: false, restored: ['.env'], edits })
  expect(legacy.configuration()).toBe(first)
  expect(readFileSync(edits[0]!.copy, 'utf8')).toBe(edited)
  expect(await rollback(home.target, legacy.root)).toMatchObject({ already: true, edits })
  expect(await home.rows(`select proved->'edits' as edits from imported.cutovers where phase = 'rolled-back'`)).toEqual(
    [{ edits }],
  )
})

test('a folder that was named for a backup before it was used counts from when it was used', async () => {
  using legacy = withConfiguration()
  await using home = await openHome()
  const [one, other] = [join(home.target.folder, 'one'), join(home.target.folder, 'other')]
  await killedWhen('configuring', home, legacy, one)
  await killedWhen('configured', home, legacy, other)
  legacy.file('.env', edited)
  expect(await switchOver(home, legacy, one)).toMatchObject({ refused: [] })
  expect(await rollback(home.target, legacy.root)).toMatchObject({ edits: [{ path: '.env', copy: `${one}/1.copy` }] })
  expect(legacy.configuration()).toBe(first)
})
