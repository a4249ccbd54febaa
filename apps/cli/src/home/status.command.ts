import type { Health } from '@fyntrix/domain/health'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { notRunning } from '../shared/failure.ts'
import { answer, type JsonOption, styled, table } from '../shared/output.ts'
import { HomeConfig, homePaths, readJson } from './home.ts'
import { connectToHome, runningState } from './running.ts'
import { laneText } from './summary.ts'

const colour = { up: 'green', degraded: 'yellow', down: 'red' } as const

const text = (config: HomeConfig, url: string, health: Health): string =>
  [
    laneText(config),
    '',
    `${styled(colour[health.status], health.status)}  ${url}`,
    `clock  ${health.clock.now}${health.clock.standing ? ' (standing)' : ''}, market ${health.clock.phase}`,
    `outbox ${health.outbox.pending} pending, ${health.outbox.parked} parked`,
    '',
    table(
      ['part', 'state', 'ms', 'detail'],
      health.components.map((part) => [
        part.name,
        styled(colour[part.status], part.status),
        part.latencyMs === null ? '–' : String(part.latencyMs),
        part.detail ?? '',
      ]),
      [2],
    ),
  ].join('\n')

export const statusCommand = (program: Command, { env }: CliContext): void => {
  program
    .command('status')
    .description('how the running installation is doing')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json }: { json?: JsonOption }) => {
      const state = runningState(env.home)
      const config = readJson(homePaths(env.home).config, HomeConfig)
      if (!state?.url || !config) throw notRunning()
      const health = await connectToHome(env.home).health.check()
      const { url } = state
      answer(json, { phase: state.phase, url, ...config, health }, () => text(config, url, health))
      if (health.status === 'down') process.exitCode = 1
    })
}
