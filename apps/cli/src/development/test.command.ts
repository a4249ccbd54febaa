import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { runTool } from './run-tool.ts'

export const testCommand = (program: Command, { env }: CliContext): void => {
  program
    .command('test')
    .description('run the tests, all or those whose path contains a filter')
    .argument('[filter...]')
    .action(async (filters: readonly string[]) => {
      const { code } = await runTool(
        'vitest',
        ['run', '--reporter=default', '--reporter=./tooling/vitest/src/summary.reporter.ts', ...filters],
        { show: true, env: { ...env.inherited, NODE_ENV: 'test' } },
      )
      process.exitCode = code
    })
}
