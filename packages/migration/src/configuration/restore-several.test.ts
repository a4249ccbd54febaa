import { chmodSync, linkSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFileLock } from '@fyntrix/embedded'
import { expect, test } from 'vitest'
import { applyConfiguration, restoreConfiguration } from './index.ts'
import { installation } from './testing/installation.ts'

const now = new Date('2026-11-30T10:00:00Z')
const first = 'ARISE_DATABASE_URL=postgres://db/f\n'
const changed = `${first}FYNTRIX_DATABASE_URL=postgres://db/f\n`
const edited = `${changed}REDIS_PORT=6380\n`

/** An installation with `.env` and `.env.local`, and what makes backups of it beside it. */
const withBackups = () => {
  const made = installation({ '.env': first, '.env.local': first })
  const others = installation()
  const backups: string[] = []
  return {
    ...made,
    /** The folders, oldest first. */
    backups,
    apply: async () => {
      const backup = join(others.root, String(backups.length + 1))
      backups.push(backup)
      return (await applyConfiguration(made.root, { backupFolder: backup, now })).written
    },
    restore: () => restoreConfiguration(made.root, backups),
    [Symbol.dispose]: () => [made, others].forEach((each) => each[Symbol.dispose]()),
  }
}

/** Two backups with an edit of `.env` in between; `.env.local` is in the first alone. */
const editedBetween = async () => {
  const made = withBackups()
  await made.apply()
  made.put('.env', edited)
  expect(await made.apply()).toEqual(['.env'])
  return made
}

test('what somebody edited between two backups does not stop a restore, and stays in the newer one', async () => {
  using made = withBackups()
  chmodSync(join(made.root, '.env'), 0o640)
  const before = made.everything()
  await made.apply()
  made.put('.env', edited)
  await made.apply()
  const report = await made.restore()
  expect(report).toMatchObject({
    restored: ['.env', '.env.local'],
    unchanged: [],
    edits: [{ path: '.env', copy: join(made.backups[1]!, '1.copy') }],
  })
  expect(readFileSync(report.edits[0]!.copy, 'utf8')).toBe(edited)
  expect(made.everything()).toEqual(before)
  expect(await made.restore()).toEqual({ ...report, restored: [], unchanged: ['.env', '.env.local'] })
  expect(made.everything()).toEqual(before)
})

test.each([
  ['what it was first', first],
  ['what it was changed to first', changed],
  ['what somebody made of it in between', edited],
  ['gone', null],
])('a file that is %s is put back too', async (_, state) => {
  using made = await editedBetween()
  if (state === null) unlinkSync(join(made.root, '.env'))
  else made.put('.env', state)
  expect((await made.restore()).restored).toEqual(state === first ? ['.env.local'] : ['.env', '.env.local'])
  expect([made.read('.env'), made.read('.env.local')]).toEqual([first, first])
})

test('of three backups each edit is named once, and none where nobody edited', async () => {
  using made = await editedBetween()
  made.put('.env', 'ARISE_DATABASE_URL=postgres://db/g\n')
  // put back by hand: no edit, since the first backup has it
  made.put('.env.local', first)
  expect(await made.apply()).toEqual(['.env', '.env.local'])
  expect((await made.restore()).edits).toEqual([
    { path: '.env', copy: join(made.backups[1]!, '1.copy') },
    { path: '.env', copy: join(made.backups[2]!, '1.copy') },
  ])
  expect([made.read('.env'), made.read('.env.local')]).toEqual([first, first])
})

test.each<[string, (made: Awaited<ReturnType<typeof editedBetween>>, whole: string) => void, RegExp]>([
  ['was changed since', (_, path) => writeFileSync(path, `${changed}MORE=1\n`), /somebody else: \.env\.local; nothing/],
  ['has got a second name', (_, path) => linkSync(path, `${path}.same`), /one of 2 names of one file/],
  [
    'has become a link',
    (_, path) => {
      renameSync(path, `${path}.moved`)
      symlinkSync(`${path}.moved`, path)
    },
    /is a link or no file/,
  ],
  [
    'is no longer as it was in its copy',
    ({ backups }) => writeFileSync(join(backups[0]!, '2.copy'), 'A=1\n'),
    /2\.copy, the copy of \.env\.local, is not as it was written/,
  ],
  ['is in a backup that is gone', ({ backups }) => rmSync(backups[0]!, { recursive: true }), /has no manifest/],
])('nothing is written where .env.local, which only the older backup has, %s', async (_, disturb, reason) => {
  using made = await editedBetween()
  disturb(made, join(made.root, '.env.local'))
  const before = made.everything()
  await expect(made.restore()).rejects.toThrow(reason)
  expect(made.everything()).toEqual(before)
})

test('backups of two installations are not restored together, nor into another one', async () => {
  using one = await editedBetween()
  using other = await editedBetween()
  const before = one.everything()
  await expect(restoreConfiguration(one.root, [...one.backups, ...other.backups])).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(`is a backup of ${other.root}, not of ${one.root}`),
  })
  expect(one.everything()).toEqual(before)
})

test('without a backup the installation is not touched, not even by a lock', async () => {
  using made = withBackups()
  await withFileLock(join(made.root, '.fyntrix-configuration.lock'), async () => {
    expect(await made.restore()).toEqual({ root: made.root, restored: [], unchanged: [], edits: [] })
  })
})
