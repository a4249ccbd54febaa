import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { applyConfiguration, planConfiguration, restoreConfiguration, verifyConfiguration } from './index.ts'
import { installation } from './testing/installation.ts'

const env = 'DATABASE_URL=postgresql+asyncpg://u:hunter2@db/f\nREDIS_URL=redis://h\nFYNTRIX_SOURCE=zerodha\n'
const added = 'FYNTRIX_DATABASE_URL=postgresql://u:hunter2@db/f\n'
const ecs = '{"environment": [{"name": "DATABASE_URL", "value": "postgresql+asyncpg://u:hunter2@db/f"}]}'
const python = [
  'import os',
  '# REDIS_URL',
  'CONFIG = {"production": {"redis": {"url": os.getenv("REDIS_URL", "redis://:hunter2@h:6379"),',
  '    "cleanup": os.getenv("REDIS_CACHE_CLEANUP_INTERVAL_MINUTES", 60),',
  "    'ttl': {'stock_data': 180}}}}",
].join('\n')
const now = new Date('2026-11-30T10:00:00Z')
const apply = (root: string, name = 'backup') => applyConfiguration(root, { backupFolder: `${root}-${name}`, now })
const withBackups = (files: Parameters<typeof installation>[0]) => {
  const made = installation(files)
  return {
    ...made,
    backup: `${made.root}-backup`,
    [Symbol.dispose]: () => {
      made[Symbol.dispose]()
      for (const name of ['backup', 'again']) rmSync(`${made.root}-${name}`, { recursive: true, force: true })
    },
  }
}

describe('a plan', () => {
  test('names every file of settings, says what to do with each, and writes nothing', () => {
    using made = installation({
      '.env': env,
      '.env.example': env,
      '.env.bak': env,
      'docker/ecs-environment.json': ecs,
      'app/config.py': python,
      'requirements.txt': 'fastapi\nRedis[hiredis]>=5.2.1 ; python_version > "3"\n# redis\npredis-tools\n',
      'venv/lib/config.py': python,
      'data/notes.json': ecs,
    })
    const before = made.everything()
    const plan = planConfiguration(made.root)
    expect(plan.files.map(({ path, outcome }) => [path, outcome])).toEqual([
      ['.env', 'change'],
      ['.env.bak', 'report'],
      ['.env.example', 'report'],
      ['app/config.py', 'report'],
      ['docker/ecs-environment.json', 'change'],
      ['requirements.txt', 'report'],
    ])
    expect(plan.files[3]?.notes).toEqual([
      'line 3: REDIS_URL is read by Fyntrix from the environment alone: what this line falls back to has to be set there',
      'line 3: holds an address with a password: take it out, and change the password if this file was ever shared',
      'line 4: REDIS_CACHE_CLEANUP_INTERVAL_MINUTES is not read by Fyntrix: its thread did nothing; Redis removes what has expired by itself',
      'line 5: the lifetime of stock_data is declared with its family of the cache: there is nothing to set',
    ])
    expect(plan.files[5]?.notes).toEqual([
      'line 2: redis is needed by the legacy system alone: keep it until that is gone',
    ])
    expect(plan).toMatchObject({ problems: [], notes: [] })
    expect(JSON.stringify(plan)).not.toContain('hunter2')
    expect(made.everything()).toEqual(before)
  })

  test('does not follow links, and names what nothing supplies', () => {
    using made = installation({ 'shared/secrets': env })
    symlinkSync('shared/secrets', join(made.root, '.env'))
    symlinkSync('.', join(made.root, 'circle'))
    const plan = planConfiguration(made.root)
    expect(plan.problems).toEqual([
      { place: '.env', reason: 'is a link to shared/secrets: it is not followed; name the folder that holds the file' },
    ])
    expect(plan.notes.map(({ reason }) => reason)).toEqual([
      'no file that is read names PostgreSQL: set FYNTRIX_DATABASE_URL',
      'no file that is read names Redis: set FYNTRIX_REDIS_URL',
      'no file that is read names the source of candles: set FYNTRIX_SOURCE',
    ])
    expect(() => planConfiguration(join(made.root, 'shared/secrets'))).toThrow(/is no folder/)
  })

  test('tells of a file that others can read', () => {
    using made = installation({ '.env': env })
    chmodSync(join(made.root, '.env'), 0o644)
    expect(planConfiguration(made.root).files[0]?.notes).toEqual([
      'can be read by other users of the machine: chmod 600, if it holds secrets',
    ])
  })
})

describe('applying', () => {
  test('adds what was planned, keeps the mode, leaves nothing else behind, and a second time changes nothing', async () => {
    using made = withBackups({ '.env': env, 'ecs-environment.json': ecs, 'config.py': python })
    chmodSync(join(made.root, '.env'), 0o640)
    const report = await apply(made.root)
    expect(report).toMatchObject({ written: ['.env', 'ecs-environment.json'], backup: made.backup })
    expect(report.plan.files.map(({ outcome }) => outcome)).toEqual(['change', 'report', 'change'])
    expect(made.read('.env')).toBe(env + added)
    expect(made.read('config.py')).toBe(python)
    expect(lstatSync(join(made.root, '.env')).mode & 0o777).toBe(0o640)
    expect(readdirSync(made.root)).toEqual(['.env', 'config.py', 'ecs-environment.json'])
    const after = made.everything()
    expect(await apply(made.root, 'again')).toMatchObject({ written: [], backup: null })
    expect(made.everything()).toEqual(after)
    expect(() => lstatSync(`${made.root}-again`)).toThrow('ENOENT')
    expect(verifyConfiguration(made.root, { backupFolder: made.backup })).toMatchObject({
      files: 3,
      problems: [],
      notes: [],
    })
  })

  test('copies each file first, for its owner alone', async () => {
    using made = withBackups({ '.env': env })
    await apply(made.root)
    expect(lstatSync(made.backup).mode & 0o777).toBe(0o700)
    expect(readdirSync(made.backup).map((name) => [name, lstatSync(join(made.backup, name)).mode & 0o777])).toEqual([
      ['1.copy', 0o600],
      ['manifest.json', 0o600],
    ])
    expect(readFileSync(join(made.backup, '1.copy'), 'utf8')).toBe(env)
    expect(JSON.parse(readFileSync(join(made.backup, 'manifest.json'), 'utf8'))).toMatchObject({
      root: made.root,
      at: now.toISOString(),
      files: [{ path: '.env', mode: 0o600 }],
    })
  })

  test('leaves a file with a problem alone, and does the others', async () => {
    using made = withBackups({ '.env': env, '.env.production': `${env}REDIS_URL=unix:///x\n` })
    const report = await apply(made.root)
    expect(report.written).toEqual(['.env'])
    expect(report.plan.files[1]).toMatchObject({ path: '.env.production', outcome: 'refused' })
    expect(verifyConfiguration(made.root).problems).toEqual([
      { place: '.env.production', reason: expect.stringContaining('set FYNTRIX_REDIS_URL') },
    ])
  })

  test('removes what a killed process left half written, which may hold secrets', async () => {
    using made = withBackups({ '.env': env, '..env.fyntrix-new': 'FYNTRIX_DATABASE_U' })
    await apply(made.root)
    made.put('..env.fyntrix-new', 'FYNTRIX_DATABASE_U')
    await apply(made.root, 'again')
    expect(readdirSync(made.root)).toEqual(['.env'])
  })

  test('never writes over a backup', async () => {
    using made = withBackups({ '.env': env })
    mkdirSync(made.backup)
    writeFileSync(join(made.backup, 'other'), 'precious')
    await expect(apply(made.root)).rejects.toMatchObject({ code: 'conflict' })
    expect(made.read('.env')).toBe(env)
    expect(readdirSync(made.backup)).toEqual(['other'])
  })

  test('does not part a file of several names', async () => {
    using made = withBackups({ '.env': env })
    linkSync(join(made.root, '.env'), join(made.root, 'same'))
    await expect(apply(made.root)).rejects.toThrow(/one of 2 names of one file/)
    expect(made.read('.env')).toBe(env)
  })

  test.each(['check', 'replace'])('does not write over what somebody else writes meanwhile (%s)', async (at) => {
    using made = withBackups({ '.env': env })
    const onStep = (step: string, path: string) => {
      if (step === at) writeFileSync(path, 'A=theirs\n')
    }
    await expect(applyConfiguration(made.root, { backupFolder: made.backup, now, onStep })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(made.read('.env')).toBe('A=theirs\n')
    expect(readdirSync(made.root)).toEqual(['.env'])
  })

  test('does not put in place what cannot be read back as it was planned', async () => {
    using made = withBackups({ '.env': env })
    const onStep = (step: string) => {
      if (step === 'check') writeFileSync(join(made.root, '..env.fyntrix-new'), 'FYNTRIX_DATABASE_URL=')
    }
    await expect(applyConfiguration(made.root, { backupFolder: made.backup, now, onStep })).rejects.toThrow(
      /is not what is read back/,
    )
    expect(made.everything()).toHaveLength(1)
    expect(made.read('.env')).toBe(env)
  })
})

describe('restoring', () => {
  test('puts every byte and mode back, also of a file that is gone, and a second time changes nothing', async () => {
    using made = withBackups({ '.env': `\uFEFF${env}# end`, 'docker/ecs-environment.json': ecs })
    chmodSync(join(made.root, '.env'), 0o440)
    const before = made.everything()
    const { backup } = await apply(made.root)
    unlinkSync(join(made.root, 'docker/ecs-environment.json'))
    expect(await restoreConfiguration(made.root, [backup!])).toMatchObject({
      restored: ['.env', 'docker/ecs-environment.json'],
      unchanged: [],
    })
    expect(made.everything()).toEqual(before)
    expect(await restoreConfiguration(made.root, [backup!])).toMatchObject({
      restored: [],
      unchanged: ['.env', 'docker/ecs-environment.json'],
    })
    expect(verifyConfiguration(made.root, { backupFolder: backup! }).problems).toMatchObject([
      { place: '.env', reason: 'FYNTRIX_DATABASE_URL is still to be added' },
      { place: 'docker/ecs-environment.json', reason: 'FYNTRIX_DATABASE_URL is still to be added' },
      { place: '.env', reason: 'is what it was before the configuration was moved' },
      { place: 'docker/ecs-environment.json', reason: 'is what it was before the configuration was moved' },
    ])
  })

  test('writes nothing where a file was changed since by somebody else', async () => {
    using made = withBackups({ '.env': env, '.env.local': env })
    await apply(made.root)
    made.put('.env.local', `${env}${added}MORE=1\n`)
    const after = made.everything()
    await expect(restoreConfiguration(made.root, [made.backup])).rejects.toThrow(
      /changed since the backup by somebody else: \.env\.local/,
    )
    expect(made.everything()).toEqual(after)
    expect(verifyConfiguration(made.root, { backupFolder: made.backup }).problems).toEqual([])
    made.put('.env.local', added)
    expect(verifyConfiguration(made.root, { backupFolder: made.backup }).problems).toContainEqual({
      place: '.env.local',
      reason: 'was changed since; other than in the backup, or gone: DATABASE_URL, REDIS_URL, FYNTRIX_SOURCE',
    })
  })

  test.each([
    [
      'a copy was changed',
      (folder: string) => writeFileSync(join(folder, '1.copy'), 'A=1\n'),
      /1\.copy, the copy of \.env, is not as it was written/,
    ],
    ['it has no manifest', (folder: string) => unlinkSync(join(folder, 'manifest.json')), /has no manifest/],
    [
      'its manifest is cut off',
      (folder: string) => writeFileSync(join(folder, 'manifest.json'), '{'),
      /its manifest is not as it was written/,
    ],
    [
      'its manifest leads elsewhere',
      (folder: string) => {
        const path = join(folder, 'manifest.json')
        writeFileSync(path, readFileSync(path, 'utf8').replace('".env"', '"../outside"'))
      },
      /its manifest is not as it was written/,
    ],
  ])('refuses a backup when %s', async (_, damage, reason) => {
    using made = withBackups({ '.env': env })
    await apply(made.root)
    damage(made.backup)
    await expect(restoreConfiguration(made.root, [made.backup])).rejects.toThrow(reason)
    expect(made.read('.env')).toBe(env + added)
  })

  test('does not follow a link that has come since', async () => {
    using made = withBackups({ 'docker/ecs-environment.json': ecs })
    using other = installation({})
    await apply(made.root)
    rmSync(join(made.root, 'docker'), { recursive: true })
    symlinkSync(other.root, join(made.root, 'docker'))
    await expect(restoreConfiguration(made.root, [made.backup])).rejects.toThrow(/leads out of/)
    expect(readdirSync(other.root)).toEqual([])
  })
})
