import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { CommandFailure } from '../shared/failure.ts'
import { ensureHome, homePaths } from './home.ts'
import { runningState } from './running.ts'

const patience = 300_000

/**
 * Starts `up` as a process of its own, repeats what it says until everything serves, and leaves it running. Throws when it ends before, with what
 * it said.
 */
export const startDetached = async (home: string, entry: string, args: readonly string[]): Promise<void> => {
  ensureHome(home)
  const { log } = homePaths(home)
  const file = openSync(log, 'w', 0o600)
  const child = spawn(process.execPath, [entry, ...args], { detached: true, stdio: ['ignore', file, file] })
  closeSync(file)
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  child.unref()

  let shown = 0
  const repeat = () => {
    const text = readFileSync(log, 'utf8')
    process.stderr.write(text.slice(shown))
    shown = text.length
  }
  const deadline = performance.now() + patience
  while (performance.now() < deadline) {
    repeat()
    const state = runningState(home)
    if (state?.phase === 'healthy' && state.supervisor.pid === child.pid) return
    if (ended) {
      repeat()
      throw new CommandFailure(`it did not come up: the log is in ${log}`)
    }
    await delay(50)
  }
  child.kill('SIGTERM')
  throw new CommandFailure(`it did not come up within ${patience / 1000} s: the log is in ${log}`)
}
