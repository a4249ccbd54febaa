import { execFile, spawn } from 'node:child_process'
import { accessSync, closeSync, constants, openSync, readSync, renameSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { hasCode } from './errors.ts'

/** Environment variables as a program receives them; `process.env` fits. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A program to run: everything that decides what it may do. */
export interface Command {
  readonly file: string
  /** The name under which it appears in the process list; `file` unless given. */
  readonly argv0?: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Environment
  readonly uid?: number
  readonly gid?: number
}

/** How a program ended; `output` is what it wrote to both streams. */
export interface CommandResult {
  readonly succeeded: boolean
  readonly output: string
}

/** Runs a program to its end, at most `timeoutMs`. Never rejects: a program that cannot be run has failed. */
export function run({ file, args, ...options }: Command, timeoutMs: number): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      file,
      [...args],
      { ...options, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const reason = error === null || stderr !== '' ? '' : error.message
        resolve({ succeeded: error === null, output: `${stdout}${stderr}${reason}` })
      },
    )
  })
}

/** A server that was started and outlives this process. */
export interface Detached {
  readonly pid: number | undefined
  /** How it ended, in words; `undefined` while it runs. */
  readonly ended: () => string | undefined
  /** The last lines that it wrote since this start. */
  readonly log: () => readonly string[]
}

const rotateAboveBytes = 8 * 1024 * 1024
const excerptBytes = 16 * 1024

/** Starts a server in a session of its own, so that neither the end nor an interrupt of this process ends it. */
export function spawnDetached({ file, args, ...options }: Command, logFile: string): Detached {
  const from = rotate(logFile)
  const log = openSync(logFile, 'a', 0o600)
  try {
    let ended: string | undefined
    const child = spawn(file, [...args], { ...options, detached: true, stdio: ['ignore', log, log] })
    child.once('error', (error) => {
      ended = error.message
    })
    child.once('exit', (code, signal) => {
      ended = signal === null ? `exit code ${code}` : `signal ${signal}`
    })
    child.unref()
    return { pid: child.pid, ended: () => ended, log: () => lastLines(logFile, from) }
  } finally {
    closeSync(log)
  }
}

/** keeps one older log; gives the size of the current one, where this start's lines begin */
function rotate(logFile: string): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size <= rotateAboveBytes) return size
  renameSync(logFile, `${logFile}.1`)
  return 0
}

/** The last lines of a log, of those after byte `from`; empty when there is no such file. */
export function lastLines(logFile: string, from = 0, count = 12): readonly string[] {
  let file: number
  try {
    file = openSync(logFile, 'r')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
  try {
    const end = statSync(logFile).size
    const start = Math.max(from, end - excerptBytes)
    const buffer = Buffer.alloc(Math.max(0, end - start))
    const read = readSync(file, buffer, 0, buffer.length, start)
    return linesOf(buffer.subarray(0, read).toString('utf8')).slice(-count)
  } finally {
    closeSync(file)
  }
}

/** The lines of a text that are not blank. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

/** Whether this process may execute the file. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EACCES', 'ENOTDIR', 'ELOOP')) return false
    throw error
  }
}

/** The first executable of this name in the directories of `env.PATH`. */
export function findExecutable(name: string, env: Environment): string | undefined {
  const directories = (env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '')
  return directories.map((directory) => join(directory, name)).find(isExecutable)
}
