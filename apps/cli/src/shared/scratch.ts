import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CliEnvironment } from '../env.ts'

/** A folder for the servers of one bench or proof. */
export interface Scratch extends AsyncDisposable {
  readonly folder: string
  /** Has a server stopped before the folder goes, also one that is still starting then. */
  owns<Server extends { stop(): Promise<unknown> }>(starting: Promise<Server>): Promise<Server>
}

/** What is to be stopped when the process is told to end: signals are the process's, and so is this. */
const open = new Set<() => Promise<void>>()

const endAll = (signal: NodeJS.Signals): void => {
  void Promise.all([...open].map((end) => end())).finally(() => process.kill(process.pid, signal))
}

/**
 * Makes a folder under the project's own. It goes when it is closed, and also when the process is told to end (SIGINT, SIGTERM) before that: servers
 * that nobody knows of must not be left behind.
 */
export const makeScratch = ({ binaries }: Pick<CliEnvironment, 'binaries'>, purpose: string): Scratch => {
  const parent = join(binaries, '../tmp')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, `${purpose}-`))
  const servers: Promise<{ stop(): Promise<unknown> }>[] = []
  let ending: Promise<void> | undefined
  const end = async () => {
    // one that never started told whoever wanted it
    await Promise.allSettled(servers.map(async (starting) => (await starting).stop()))
    rmSync(folder, { recursive: true, force: true })
    open.delete(once)
    if (open.size === 0) process.off('SIGINT', endAll).off('SIGTERM', endAll)
  }
  const once = () => (ending ??= end())
  if (open.size === 0) process.once('SIGINT', endAll).once('SIGTERM', endAll)
  open.add(once)
  return {
    folder,
    owns(starting) {
      servers.push(starting)
      return starting
    },
    [Symbol.asyncDispose]: once,
  }
}
