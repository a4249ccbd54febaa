import { type Environment, spawnDetached } from '../command.ts'
import { ensurePassword, readInstance, writeInstance, writePrivateFile } from '../home.ts'
import { choosePort, freePort } from '../port.ts'
import { findRedisBinary } from './binary.ts'
import { configFile, redisConfig } from './config.ts'
import type { RedisAnswer } from './connection.ts'
import { processName } from './process.ts'
import { becomesReady, failed, logFile } from './server.ts'

/** What a start needs. */
export interface LaunchPlan {
  readonly home: string
  readonly binariesDir: string
  readonly binary: string | undefined
  readonly download: boolean
  readonly env: Environment
  readonly persist: boolean
  readonly maxmemory: string
  readonly settings: Readonly<Record<string, string>>
}

const portAttempts = 5
const portTaken = /Could not create server TCP listening socket|Failed listening on port/

/** Starts the server of a home. The caller holds the start lock and has seen that none runs. */
export async function launch({ home, persist, maxmemory, settings, ...search }: LaunchPlan): Promise<RedisAnswer> {
  const binary = await findRedisBinary(search)
  const { password } = ensurePassword(home)
  const config = configFile(home)
  const env = { PATH: search.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...binary.env }

  let port = await choosePort(readInstance(home)?.port)
  for (let attempt = 1; ; attempt += 1) {
    // the password is in a file of mode 0600, never on the command line
    writePrivateFile(config, redisConfig({ home, port, password, persist, maxmemory, settings }))
    writeInstance(home, { port })
    const command = { file: binary.path, argv0: processName, args: [config], cwd: home, env }
    const child = spawnDetached(command, logFile(home))
    const { pid } = child
    const answer = pid === undefined ? undefined : await becomesReady(home, pid, () => child.ended() !== undefined)
    if (answer !== undefined) return answer
    // between the choice of the port and its use somebody else was faster
    if (attempt === portAttempts || !child.log().some((line) => portTaken.test(line))) {
      throw failed(home, `the server did not start (${child.ended() ?? 'no process'})`, child.log())
    }
    port = await freePort()
  }
}
