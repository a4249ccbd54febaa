import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { withFileLock } from '@fyntrix/embedded'
import { expect, test, vi } from 'vitest'
import { applyConfiguration, restoreConfiguration } from './index.ts'
import { installation } from './testing/installation.ts'

// each step is a process of its own on a machine that may be busy: a bound, not an expectation
vi.setConfig({ testTimeout: 120_000 })

const child = join(import.meta.dirname, 'testing/apply.child.ts')
const run = (...args: readonly string[]) => spawnSync(process.execPath, [child, ...args], { encoding: 'utf8' })
const old = 'ARISE_DATABASE_URL=postgres://db/f\n'
const changed = `${old}FYNTRIX_DATABASE_URL=postgres://db/f\n`
const files = { '.env': old, '.env.local': old }

const inBackups = () => {
  const made = installation(files)
  const others = installation()
  return {
    ...made,
    backup: (name: string) => join(others.root, name),
    [Symbol.dispose]: () => [made, others].forEach((each) => each[Symbol.dispose]()),
  }
}

// two copies, the manifest, and four steps a file
const steps = 11

test('killed before any step, each file is the old one or the new one, whole; the next run does the rest, and the backup restores', async () => {
  const seen = new Set<string>()
  for (let step = 0; step < steps; step += 1) {
    using made = inBackups()
    expect(run('apply', made.root, String(step), made.backup('first')).signal).toBe('SIGKILL')
    const states = ['.env', '.env.local'].map(made.read)
    for (const state of states) expect([old, changed]).toContain(state)
    seen.add(states.map((state) => (state === old ? 'old' : 'new')).join())
    // from the manifest on, whatever is changed can be put back
    const restored = await restoreConfiguration(made.root, [made.backup('first')]).then(
      ({ root }) => root,
      ({ code }) => code,
    )
    expect(restored).toBe(step < 3 ? 'invalid-input' : made.root)
    expect(['.env', '.env.local'].map(made.read)).toEqual([old, old])
    await applyConfiguration(made.root, { backupFolder: made.backup('second'), now: new Date(0) })
    expect(['.env', '.env.local'].map(made.read)).toEqual([changed, changed])
    expect(readdirSync(made.root)).toEqual(['.env', '.env.local'])
  }
  expect([...seen]).toEqual(['old,old', 'new,old', 'new,new'])
})

test('killed while it restores, each file is one or the other, whole; the next run does the rest', async () => {
  for (let step = 0; step < 8; step += 1) {
    using made = inBackups()
    await applyConfiguration(made.root, { backupFolder: made.backup('first'), now: new Date(0) })
    expect(run('restore', made.root, String(step), made.backup('first')).signal).toBe('SIGKILL')
    for (const path of ['.env', '.env.local']) expect([old, changed]).toContain(made.read(path))
    await restoreConfiguration(made.root, [made.backup('first')])
    expect(['.env', '.env.local'].map(made.read)).toEqual([old, old])
    expect(readdirSync(made.root)).toEqual(['.env', '.env.local'])
  }
})

test('killed while it restores from two backups with an edit in between, each file is the first one or the last one; the next run does the rest', async () => {
  for (let step = 0; step < 8; step += 1) {
    using made = inBackups()
    const before = made.everything()
    const backups = [made.backup('first'), made.backup('second')]
    await applyConfiguration(made.root, { backupFolder: made.backup('first'), now: new Date(0) })
    made.put('.env', `${changed}REDIS_PORT=6380\n`)
    await applyConfiguration(made.root, { backupFolder: made.backup('second'), now: new Date(0) })
    const last = made.read('.env')
    expect(run('restore', made.root, String(step), ...backups).signal).toBe('SIGKILL')
    expect([old, last]).toContain(made.read('.env'))
    expect([old, changed]).toContain(made.read('.env.local'))
    const edits = [{ path: '.env', copy: join(made.backup('second'), '1.copy') }]
    expect(await restoreConfiguration(made.root, backups)).toMatchObject({ edits })
    expect(made.everything()).toEqual(before)
    expect(await restoreConfiguration(made.root, backups)).toMatchObject({ restored: [], edits })
  }
})

test('while one is at it, another says so and changes nothing', async () => {
  using made = inBackups()
  await withFileLock(join(made.root, '.fyntrix-configuration.lock'), async () => {
    const attempt = applyConfiguration(made.root, { backupFolder: made.backup('second'), now: new Date(0) })
    await expect(attempt).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`process ${process.pid}`),
    })
  })
  expect(existsSync(made.backup('second'))).toBe(false)
  expect(made.read('.env')).toBe(old)
})

test('of many processes at once exactly one changes the files, and every other one says why not', async () => {
  using made = inBackups()
  const results = await Promise.all(
    Array.from({ length: 4 }, async (_, index) => {
      const started = spawn(process.execPath, [child, 'apply', made.root, '-1', made.backup(String(index))])
      let output = ''
      let errors = ''
      started.stdout.on('data', (chunk) => (output += String(chunk)))
      started.stderr.on('data', (chunk) => (errors += String(chunk)))
      await once(started, 'close')
      return output === String(steps)
        ? 'changed'
        : output === '0'
          ? 'nothing to change'
          : (/is being changed by process \d/.exec(errors)?.[0].slice(0, -2) ?? errors)
    }),
  )
  expect(results.filter((result) => result === 'changed')).toHaveLength(1)
  for (const result of results)
    expect(['changed', 'nothing to change', 'is being changed by process']).toContain(result)
  expect(['.env', '.env.local'].map(made.read)).toEqual([changed, changed])
})
