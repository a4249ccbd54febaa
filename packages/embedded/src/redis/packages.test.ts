import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findExecutable } from '../command.ts'
import { startRedis } from '../index.ts'
import { contend, reportOf } from '../testing/contend.ts'
import { temporaryDirectory, testEnvironment } from '../testing/index.ts'
import { findRedisBinary } from './binary.ts'

// several processes and servers on a machine that may be busy: a bound, not an expectation
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const env = testEnvironment()
const hasApt = ['apt-get', 'dpkg-deb'].every((name) => findExecutable(name, env) !== undefined)

/** a package archive in a directory with one small package, and a configuration that makes apt use nothing else */
function makeArchive(dir: string): string {
  const tree = join(dir, 'tree')
  const control =
    'Package: redis-server\nVersion: 1\nArchitecture: all\nMaintainer: Tests <tests@localhost>\nDescription: stand-in\n'
  for (const path of ['tree/DEBIAN', 'tree/usr/bin', 'archive']) mkdirSync(join(dir, path), { recursive: true })
  writeFileSync(join(tree, 'DEBIAN/control'), control)
  writeServer(join(tree, 'usr/bin/redis-server'), '7.0.15')
  const file = join(dir, 'archive/redis-server.deb')
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', tree, file], { stdio: 'ignore' })
  const content = readFileSync(file)
  const sum = createHash('sha256').update(content).digest('hex')
  const entry = `${control}Filename: ./redis-server.deb\nSize: ${content.length}\nSHA256: ${sum}\n`
  writeFileSync(join(dir, 'archive/Packages'), entry)
  writeFileSync(join(dir, 'sources.list'), `deb [trusted=yes] copy:${dir}/archive ./\n`)
  writeFileSync(join(dir, 'status'), '')
  const config = join(dir, 'apt.conf')
  writeFileSync(
    config,
    `Dir::Etc::sourcelist "${dir}/sources.list";\nDir::Etc::sourceparts "-";\nDir::State::status "${dir}/status";\n`,
  )
  return config
}

function writeServer(path: string, version: string): void {
  writeFileSync(path, `#!/bin/sh\necho 'Redis server v=${version} sha=00000000:0'\n`)
  chmodSync(path, 0o755)
}

describe('a server program', () => {
  let parent: string
  let binariesDir: string
  beforeAll(() => {
    parent = temporaryDirectory()
    binariesDir = join(parent, 'binaries')
  })
  afterAll(() => rmSync(parent, { recursive: true }))

  test('that is nowhere to be found is an error that says what to install', async () => {
    const start = startRedis({ dir: join(parent, 'redis'), binariesDir, env: { PATH: '' }, download: false })
    await expect(start).rejects.toMatchObject({
      code: 'binary-missing',
      message: expect.stringMatching(/apt-get install redis-server.*FYNTRIX_REDIS_URL/),
    })
  })

  test('that is too old is refused with its version', async () => {
    const old = join(parent, 'redis-server')
    writeServer(old, '6.0.16')
    const question = { binariesDir, env: { PATH: parent }, download: false }
    const refusal = { code: 'version-unsupported', message: expect.stringContaining('redis 6.0.16') }
    await expect(findRedisBinary({ ...question, binary: undefined })).rejects.toMatchObject(refusal)
    await expect(findRedisBinary({ ...question, binary: old })).rejects.toMatchObject(refusal)
  })

  test('that does not run is refused with what it said', async () => {
    const broken = join(parent, 'broken')
    writeFileSync(broken, '#!/bin/sh\necho "libssl.so.3: not found" >&2\nexit 127\n', { mode: 0o755 })
    await expect(findRedisBinary({ binary: broken, binariesDir, env, download: false })).rejects.toThrow('libssl.so.3')
  })

  test.skipIf(!hasApt)(
    'is unpacked once by racing processes, which also clear what a dead one left half-done',
    async () => {
      const config = makeArchive(parent)
      mkdirSync(join(binariesDir, 'redis.unpack-1/root'), { recursive: true })
      const results = await Promise.all(
        Array.from({ length: 3 }, () => contend('unpack-redis', binariesDir, { env: { APT_CONFIG: config } })),
      )
      const path = join(binariesDir, 'redis/usr/bin/redis-server')
      expect(results.map((result) => reportOf(result).path)).toEqual([path, path, path])
      expect(readdirSync(binariesDir)).toEqual(['redis'])
      const found = await findRedisBinary({
        binary: undefined,
        binariesDir,
        env: { PATH: '/nowhere' },
        download: false,
      })
      expect(found.path).toBe(path)
    },
  )
})
