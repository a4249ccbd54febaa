import { chmodSync, chownSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { startPostgres, stopPostgres } from '../index.ts'
import { contend, reportOf } from '../testing/contend.ts'
import { temporaryDirectory, testEnvironment } from '../testing/index.ts'

// several processes and servers on a machine that may be busy: a bound, not an expectation
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
const env = testEnvironment()
const parents: string[] = []
let parent: string

beforeEach(() => {
  parent = temporaryDirectory()
  parents.push(parent)
})
afterAll(() => {
  for (const path of parents) rmSync(path, { recursive: true })
})

/** this very package as nobody; a checkout that nobody may read cannot be tested so */
const reachable = isRoot && (await contend('attach-postgres', '/nonexistent', nobody)).stdout === 'null'

test.skipIf(!reachable)('an ordinary user runs PostgreSQL as itself, in a directory that is private', async () => {
  const dir = join(parent, 'postgres')
  chownSync(parent, nobody.uid, nobody.gid)
  chmodSync(parent, 0o700)
  try {
    const { pid, started } = reportOf(await contend('start-postgres', dir, nobody))
    expect(started).toBe(true)
    expect(statSync(`/proc/${pid}`).uid).toBe(nobody.uid)
    expect(statSync(dir)).toMatchObject({ uid: nobody.uid, mode: 0o40700 })
  } finally {
    await stopPostgres(dir, 'immediate')
  }
})

test.skipIf(!isRoot)(
  'root runs PostgreSQL where no service account can reach, without giving the files away',
  async () => {
    chmodSync(parent, 0o700)
    const dir = join(parent, 'postgres')
    const server = await startPostgres({ dir, env, ephemeral: true })
    await server.stop('immediate')
    expect(statSync(join(dir, 'data')).uid).toBe(0)
  },
)

test.skipIf(!reachable)('a directory of another user is refused with its name and what to do', async () => {
  const { stderr } = await contend('start-postgres', join(parent, 'postgres'), nobody)
  expect(stderr).toMatch(
    /^ServiceUnavailableError: PostgreSQL: cannot use .*EACCES.*Choose a directory that uid 65534 may write/,
  )
})

test.skipIf(!reachable)('a cluster of another user is refused with both users named', async () => {
  const dir = join(parent, 'postgres')
  mkdirSync(join(dir, 'data'), { recursive: true })
  writeFileSync(join(dir, 'data/PG_VERSION'), '18\n')
  chmodSync(dir, 0o777)
  const { stderr } = await contend('start-postgres', dir, nobody)
  expect(stderr).toMatch(/belongs to uid 0, but this process is uid 65534/)
})

test('a file in place of the directory is refused', async () => {
  const dir = join(parent, 'file')
  writeFileSync(dir, '')
  await expect(startPostgres({ dir, env })).rejects.toMatchObject({ code: 'not-permitted' })
})

test('data of another major version are refused, not touched', async () => {
  const dir = join(parent, 'postgres')
  mkdirSync(join(dir, 'data'), { recursive: true })
  writeFileSync(join(dir, 'data/PG_VERSION'), '15\n')
  if (isRoot) chownSync(join(dir, 'data'), nobody.uid, nobody.gid)
  await expect(startPostgres({ dir, env })).rejects.toMatchObject({ code: 'version-unsupported' })
})

test.skipIf(!isRoot)('a full disk is named as such, and leaves nothing that hinders the next start', async () => {
  // a file system of 8 MB, seen by the contender alone
  const mount = `mount -t tmpfs -o size=8m,mode=711 tmpfs "${parent}" && exec "$0" "$@"`
  const prefix = ['unshare', '--mount', 'sh', '-c', mount]
  const { stderr } = await contend('start-postgres', join(parent, 'postgres'), { prefix })
  expect(stderr).toMatch(/^ServiceUnavailableError: PostgreSQL: no space is left for .*df -h/)
})
