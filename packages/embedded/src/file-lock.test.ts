import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FileLockTimeoutError, withFileLock } from './file-lock.ts'
import { processStartTime } from './process.ts'
import { contendForLock } from './testing/contend.ts'
import { temporaryDirectory } from './testing/index.ts'
import { withStranger } from './testing/strangers.ts'

// several processes and servers on a machine that may be busy: a bound, not an expectation
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

describe('withFileLock', () => {
  let dir: string
  let lock: string
  beforeEach(() => {
    dir = temporaryDirectory()
    lock = join(dir, 'lock')
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  test('gives the result and leaves nothing behind', async () => {
    expect(await withFileLock(lock, () => 42)).toBe(42)
    expect(readdirSync(dir)).toEqual([])
  })

  test('is released when the work fails, and passes the error on', async () => {
    await expect(withFileLock(lock, () => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed')
    expect(await withFileLock(lock, () => 'free again')).toBe('free again')
  })

  test('lets in one call at a time within a process', async () => {
    let inside = 0
    let most = 0
    const enter = () =>
      withFileLock(lock, async () => {
        inside += 1
        most = Math.max(most, inside)
        await new Promise((resolve) => setImmediate(resolve))
        inside -= 1
      })
    await Promise.all(Array.from({ length: 10 }, enter))
    expect(most).toBe(1)
  })

  test('waits no longer than told and names the holder', async () => {
    await withFileLock(lock, async () => {
      const attempt = withFileLock(lock, () => 'never', { timeoutMs: 20 })
      await expect(attempt).rejects.toThrow(FileLockTimeoutError)
      await expect(attempt).rejects.toMatchObject({ holder: process.pid, path: lock })
    })
  })

  test('takes over from a dead owner whose pid belongs to another process now', async () => {
    symlinkSync(`${process.pid}:1@another-boot:0123456789abcdef`, lock)
    expect(await withFileLock(lock, () => 'taken over', { timeoutMs: 1_000 })).toBe('taken over')
    expect(readdirSync(dir)).toEqual([])
  })

  test('takes over when the one that was taking over died as well', async () => {
    symlinkSync(`${process.pid}:1@another-boot:aaaa`, lock)
    symlinkSync(`${process.pid}:2@another-boot:bbbb`, `${lock}.aaaa`)
    expect(await withFileLock(lock, () => 'taken over', { timeoutMs: 1_000 })).toBe('taken over')
    expect(readdirSync(dir)).toEqual([])
  })

  test('does not take over from a live process', () =>
    withStranger(async (pid) => {
      symlinkSync(`${pid}:${processStartTime(pid)}:cccc`, lock)
      await expect(withFileLock(lock, () => 'never', { timeoutMs: 50 })).rejects.toMatchObject({ holder: pid })
    }))

  test('refuses to treat a foreign file as a lock', async () => {
    writeFileSync(lock, 'precious')
    await expect(withFileLock(lock, () => 'never')).rejects.toThrow('not a lock of this kind')
    expect(readFileSync(lock, 'utf8')).toBe('precious')
  })

  test('excludes racing processes, each of which is killed while it holds the lock', async () => {
    const [processes, sections] = [6, 10]
    writeFileSync(join(dir, 'counter'), '0')
    writeFileSync(join(dir, 'inside'), '')
    const results = await Promise.all(Array.from({ length: processes }, () => contendForLock(dir, sections)))
    expect(results.map(({ signal, stderr }) => ({ signal, stderr }))).toEqual(
      Array.from({ length: processes }, () => ({ signal: 'SIGKILL', stderr: '' })),
    )
    expect(readFileSync(join(dir, 'counter'), 'utf8')).toBe(String(processes * sections))
  })
})
