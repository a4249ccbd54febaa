import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { testEnvironment } from './index.ts'

/** How a contender process ended. */
export interface ContenderResult {
  readonly stdout: string
  readonly stderr: string
  readonly signal: string | null
}

/** How a contender is run: as another user, through another program, with other variables. */
export interface ContenderOptions {
  readonly uid?: number
  readonly gid?: number
  readonly prefix?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

// starting a dozen processes costs more than what they do: keep their compiled code where the launcher keeps its own
const compileCache = fileURLToPath(new URL('../../../../.fyntrix/compile-cache', import.meta.url))

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Runs an action of contender.ts in a process of its own, to its end. */
export function contend(action: string, dir: string, options: ContenderOptions = {}): Promise<ContenderResult> {
  return runScript('contender.ts', [action, dir], options)
}

/** Runs lock-contender.ts in a process of its own, to its end. */
export function contendForLock(dir: string, sections: number): Promise<ContenderResult> {
  return runScript('lock-contender.ts', [dir, String(sections)], {})
}

function runScript(
  name: string,
  parameters: readonly string[],
  { prefix = [], env = {}, ...account }: ContenderOptions,
): Promise<ContenderResult> {
  const [file, ...args] = [...prefix, process.execPath]
  return new Promise((resolve) => {
    const options = {
      ...account,
      env: { ...testEnvironment(), NODE_COMPILE_CACHE: compileCache, ...env },
      cwd: '/',
      timeout: 180_000,
    }
    execFile(file, [...args, script(name), ...parameters], options, (error, stdout, stderr) => {
      resolve({ stdout, stderr, signal: error?.signal ?? null })
    })
  })
}

/** What an action printed, as far as the tests look at it. */
export interface Reported {
  readonly pid: number
  readonly port: number
  readonly started: boolean
  readonly url: string
  readonly path: string
}

/** The report of a contender that must have succeeded. */
export function reportOf({ stdout, stderr }: ContenderResult): Reported {
  if (stdout === '') throw new Error(`the contender failed: ${stderr}`)
  // printed by contender.ts from handles of this very package
  return JSON.parse(stdout) as Reported
}
