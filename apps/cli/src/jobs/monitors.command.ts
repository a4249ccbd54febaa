import { join } from 'node:path'
import type { SessionDate } from '@fyntrix/domain/shared'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { parseDate } from '../shared/arguments.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress } from '../shared/progress.ts'
import { replaySession } from './monitors.session.ts'
import { sessionText } from './monitors.text.ts'

interface ReplayOptions {
  readonly date: SessionDate
  readonly marketData: string
  readonly json?: JsonOption
}

export const monitorsCommand = (program: Command, context: CliContext): void => {
  const monitors = program.command('monitors').description('what watches scalps and positions')

  monitors
    .command('replay')
    .description('replay a session: its runs, and every monitor each five minutes, on servers of its own')
    .requiredOption('--date <date>', 'exchange date', parseDate)
    .option(
      '--market-data <dir>',
      'folder of candles, or one that holds it as cache',
      join(context.env.sharedData, 'legacy/stock-analyzer'),
    )
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, ...request }: ReplayOptions) => {
      const report = await replaySession(context, request, createProgress())
      answer(json, report, () => sessionText(report))
    })
}
