import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { processStartTime } from '@fyntrix/embedded'
import { z } from 'zod'
import { CommandFailure } from '../shared/failure.ts'
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
// a machine that is busy with other things starts slowly; that is no failure
const startPatience = 120_000

/** What a server writes once it serves. */
export const ServerReady = z.object({ port: z.int(), pid: z.int() })

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

/** What a child writes once it serves. Throws when it ends or takes too long. */
export const readyOf = async (child: Child, file: string, logs: string): Promise<string> => {
  const ended = new AbortController()
  void child.exited.then(() => ended.abort())
  const over = AbortSignal.any([AbortSignal.timeout(startPatience), ended.signal])
  while (!over.aborted) {
    if (existsSync(file)) return readFileSync(file, 'utf8')
    await delay(20)
  }
  throw new CommandFailure(`the ${child.name} did not start: see ${join(logs, `${child.name}.log`)}`)
}
