import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { findProcesses, processArguments, processIsAlive, processStartTime, signalProcess } from './process.ts'
import { withStranger } from './testing/strangers.ts'
import { becomesTrue } from './wait.ts'

describe('processIsAlive', () => {
  test('is true for a running process with its own start time', () =>
    withStranger((pid) => {
      expect(processIsAlive(pid)).toBe(true)
      expect(processIsAlive(pid, processStartTime(pid))).toBe(true)
    }))

  test('is false for another process that was given the same pid', () =>
    withStranger((pid) => {
      expect(processIsAlive(pid, processStartTime(1))).toBe(false)
    }))

  test('is false once the process ended, also for what is no pid', async () => {
    const child = spawn('true')
    await once(child, 'exit')
    expect([child.pid!, 0, -1, 1.5, Number.NaN].map((pid) => processIsAlive(pid))).toEqual(Array(5).fill(false))
  })

  test('is false for a zombie', async () => {
    // exec replaces the shell by a program that never collects the child
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'])
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer]
      const zombie = Number(line.toString())
      expect(await becomesTrue(() => !processIsAlive(zombie), { timeoutMs: 5_000 })).toBe(true)
      expect(processStartTime(zombie)).toBeDefined()
    } finally {
      parent.kill('SIGKILL')
      await once(parent, 'exit')
    }
  })
})

test('a process is found by its arguments', () =>
  withStranger(async (pid) => {
    await becomesTrue(() => processArguments(pid)[0] === 'sleep', { timeoutMs: 1_000 })
    expect(processArguments(pid)).toEqual(['sleep', '60'])
    expect(findProcesses((candidate) => processArguments(candidate)[1] === '60')).toContain(pid)
  }))

test('a process that is not ours is not signalled', () =>
  withStranger((pid) => {
    expect(signalProcess(pid, 'SIGKILL', () => false)).toBe(false)
    expect(processIsAlive(pid)).toBe(true)
  }))
