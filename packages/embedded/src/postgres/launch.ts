import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { chooseAccount, commandAs } from '../account.ts'
import { type Environment, spawnDetached } from '../command.ts'
import { readInstance, writeInstance } from '../home.ts'
import { choosePort, freePort } from '../port.ts'
import { processStartTime } from '../process.ts'
import { findPostgresBinaries } from './binaries.ts'
import { clusterExists, dataDirectory, ensureCluster } from './cluster.ts'
import { describeFailure, lostPort } from './failures.ts'
import { clearOrphans, readPidFile } from './postmaster.ts'
import { becomesReady, failed, logFile } from './server.ts'
import { type ServerSettings, serverArguments } from './settings.ts'

/** What a start needs. */
export interface LaunchPlan extends ServerSettings {
  readonly home: string
  readonly env: Environment
}

const portAttempts = 5

/**
 * Starts the server of a home, made ready for it if need be, and gives its pid. The caller holds the start lock and has
 * seen that none runs.
 */
export async function launch({ home, env, ...settings }: LaunchPlan): Promise<number> {
  const data = dataDirectory(home)
  const { postgres, initdb } = await findPostgresBinaries()
  const account = await chooseAccount({
    service: 'PostgreSQL',
    home,
    data: clusterExists(home) ? data : undefined,
    program: postgres,
    env,
  })
  const serverEnv = { PATH: env['PATH'], LC_ALL: 'C', TZ: 'UTC', HOME: home }
  await ensureCluster({ home, initdb, account, env: serverEnv, ephemeral: settings.ephemeral })
  await recover(home)

  let port = await choosePort(readInstance(home)?.port)
  for (let attempt = 1; ; attempt += 1) {
    writeInstance(home, { ...readInstance(home), port })
    const args = ['-D', data, ...serverArguments(port, settings)]
    const child = spawnDetached(commandAs(account, { file: postgres, args, cwd: home, env: serverEnv }), logFile(home))
    const { pid } = child
    if (pid !== undefined && (await becomesReady(home, pid, () => child.ended() !== undefined))) return pid
    // between the choice of the port and its use somebody else was faster
    if (attempt === portAttempts || !lostPort(child.log())) {
      throw describeFailure(home, `the server did not start (${child.ended() ?? 'no process'})`, child.log())
    }
    port = await freePort()
  }
}

/** clears what a server that was killed left behind */
async function recover(home: string): Promise<void> {
  const data = dataDirectory(home)
  if (!(await clearOrphans(data))) throw failed(home, 'processes of an earlier server do not end')
  const stale = readPidFile(data)
  // PostgreSQL clears a stale pid file itself, but not while that pid exists, be it a zombie or another program by now
  if (stale !== undefined && processStartTime(stale.pid) !== undefined) rmSync(join(data, 'postmaster.pid'))
}
