import { setTimeout as delay } from 'node:timers/promises'
import { attachPostgres, attachRedis, stopPostgres, stopRedis } from '@fyntrix/embedded'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { homePaths, type ProcessMark, RunState, readJson, removeState } from './home.ts'
import { isAlive } from './running.ts'

const patience = 30_000

/** Asks a process to end and waits until it is gone; ends it the hard way when it does not listen. Leaves a stranger with its number alone. */
const end = async (mark: ProcessMark): Promise<void> => {
  if (!isAlive(mark)) return
  process.kill(mark.pid, 'SIGTERM')
  const deadline = performance.now() + patience
  while (isAlive(mark)) {
    if (performance.now() > deadline) process.kill(mark.pid, 'SIGKILL')
    if (performance.now() > deadline + 5_000) throw new CommandFailure(`process ${mark.pid} does not end`)
    await delay(20)
  }
}

/** Stops whatever of this home runs, also when its supervisor was killed. */
export const bringDown = async (home: string): Promise<{ readonly stopped: readonly string[] }> => {
  const paths = homePaths(home)
  const state = readJson(paths.state, RunState)
  const stopped: string[] = []
  if (state) {
    if (isAlive(state.supervisor)) {
      stopped.push('supervisor', ...state.children.map((child) => child.name))
      // the supervisor stops what it started before it ends
      if (state.embedded.redis) stopped.push('redis')
      if (state.embedded.postgres) stopped.push('postgresql')
    }
    await end(state.supervisor)
    for (const child of state.children) await end(child)
  }
  if (await attachRedis(paths.redis)) {
    await stopRedis(paths.redis)
    stopped.push('redis')
  }
  if (await attachPostgres(paths.postgres)) {
    await stopPostgres(paths.postgres)
    stopped.push('postgresql')
  }
  removeState(home)
  return { stopped }
}

export const downCommand = (program: Command, { env }: CliContext): void => {
  program
    .command('down')
    .description('stop everything that up started')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json }: { json?: JsonOption }) => {
      const { stopped } = await bringDown(env.home)
      answer(json, { stopped }, () => (stopped.length > 0 ? `stopped: ${stopped.join(', ')}` : 'nothing was running'))
    })
}
