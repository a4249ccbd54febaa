import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processIsAlive, processStartTime, stopPostgres, stopRedis, withFileLock } from '@fyntrix/embedded'

/** Directories of one test run. */
export interface TestHome {
  readonly dir: string
  readonly postgres: string
  readonly redis: string
}

const ownerFile = 'owner'

const homeAt = (dir: string): TestHome => ({ dir, postgres: join(dir, 'postgres'), redis: join(dir, 'redis') })

/** pid and start time, so that a process that was given the same pid later is not taken for the owner */
const ownerIsAlive = (dir: string): boolean => {
  const [pid, startTime] = readFileSync(join(dir, ownerFile), 'utf8').split('\n')
  return processIsAlive(Number(pid), startTime === '' ? undefined : startTime)
}

const sweep = async (root: string): Promise<void> => {
  const names = readdirSync(root).filter((name) => name.startsWith('run-'))
  for (const home of names.map((name) => homeAt(join(root, name)))) {
    if (!ownerIsAlive(home.dir)) await removeHome(home)
  }
}

/** Stops the servers of a test run and removes its directory. */
export const removeHome = async (home: TestHome): Promise<void> => {
  // nothing in there is worth an orderly end
  await Promise.all([stopPostgres(home.postgres, 'immediate'), stopRedis(home.redis)])
  rmSync(home.dir, { recursive: true, force: true })
}

/** A directory for this process below `root`, after those of runs that were killed were removed with their servers. Several runs may do this at once. */
export const createHome = async (root: string): Promise<TestHome> => {
  mkdirSync(root, { recursive: true })
  return withFileLock(join(root, 'lock'), async () => {
    await sweep(root)
    const home = homeAt(join(root, `run-${process.pid}`))
    mkdirSync(home.dir)
    writeFileSync(join(home.dir, ownerFile), `${process.pid}\n${processStartTime(process.pid) ?? ''}\n`)
    return home
  })
}
