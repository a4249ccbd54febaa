import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { processStartTime } from '@fyntrix/embedded'
import type { ProcessMark } from './home.ts'

export interface ChildOptions {
  readonly name: string
  /** Entry file, run by this same Node. */
  readonly entry: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly logs: string
}

/** A child process of the supervisor. */
export interface Child {
  readonly name: string
  readonly mark: ProcessMark
  /** Resolves with the exit code when it ends; -1 when a signal ended it. */
  readonly exited: Promise<number>
  /** Asks it to stop, and ends it after ten seconds. */
  stop(): Promise<void>
}

const patience = 10_000

/** Marks a live process such that a later one with the same number is not taken for it. Throws when it is gone. */
export const markOf = (pid: number): ProcessMark => {
  const startedAt = processStartTime(pid)
  if (startedAt === undefined) throw new Error(`process ${pid} is gone`)
  return { pid, startedAt }
}

/** Starts a child whose output goes to `<logs>/<name>.log`. Throws when it cannot be started. */
export const startChild = ({ name, entry, env, logs }: ChildOptions): Child => {
  mkdirSync(logs, { recursive: true })
  const log = openSync(join(logs, `${name}.log`), 'a', 0o600)
  const child: ChildProcess = spawn(process.execPath, [entry], {
    cwd: dirname(entry),
    env,
    // a group of its own: Ctrl-C reaches the supervisor, which stops its children in order
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const { pid } = child
  if (pid === undefined) throw new Error(`${name} could not be started`)
  const exited = once(child, 'exit').then(([code]: unknown[]) => (typeof code === 'number' ? code : -1))
  return {
    name,
    mark: markOf(pid),
    exited,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), patience)
      await exited
      clearTimeout(timer)
    },
  }
}
