import { join } from 'node:path'
import type { CliContext } from '../context.ts'
import { runTool } from '../development/run-tool.ts'
import { root } from '../env.ts'
import { Credentials, homePaths, readJson } from '../home/home.ts'
import { runningState } from '../home/running.ts'
import { CommandFailure, notRunning } from '../shared/failure.ts'

/** Packs the SDK, installs it in a folder outside the workspace and lets a script there talk to the running installation. */
export const proveSdk = async ({ env }: CliContext): Promise<void> => {
  const state = runningState(env.home)
  const credentials = readJson(homePaths(env.home).credentials, Credentials)
  if (!state?.url || !credentials) throw notRunning()
  const { code } = await runTool(
    process.execPath,
    [join(root, 'packages/sdk/scripts/verify-tarball.ts'), '--url', state.url],
    {
      show: true,
      env: { ...env.inherited, FYNTRIX_API_KEY: credentials.adminKey },
    },
  )
  if (code !== 0) throw new CommandFailure('the SDK did not prove itself: see above')
}
