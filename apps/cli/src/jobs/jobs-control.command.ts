import type { FyntrixClient } from '@fyntrix/sdk'
import type { Command } from 'commander'
import { answer, type JsonOption } from '../shared/output.ts'
import { exchangeTime, parseFrom, parseTime, parseTo } from './exchange-time.ts'
import { backfillText, occurrenceText } from './jobs.text.ts'

interface Json {
  readonly json?: JsonOption
}

interface BackfillOptions extends Json {
  readonly from: string
  readonly to: string
  readonly dryRun?: boolean
}

/** `jobs pause`, `resume`, `cancel` and `backfill`: what needs a key with the scope `admin`. */
export const jobsControlCommands = (jobs: Command, client: () => FyntrixClient): void => {
  const command = (name: string, about: string) =>
    jobs.command(name).description(about).argument('<job>', 'which').option('--json [file]', 'answer as JSON')

  command('pause', 'no more starts by schedule')
    .requiredOption('--reason <text>', 'why, for whoever looks')
    .action(async (jobId: string, { json, reason }: Json & { reason: string }) => {
      const report = await client().jobs.pause({ jobId, reason })
      const { pause } = report
      const since = `by ${pause?.by} since ${exchangeTime(pause?.at ?? null)}: ${pause?.reason}`
      answer(json, report, () => `${jobId}: ${report.changed ? 'paused' : 'was paused already'} ${since}`)
    })

  command('resume', 'end a pause').action(async (jobId: string, { json }: Json) => {
    const report = await client().jobs.resume({ jobId })
    answer(json, report, () => `${jobId}: ${report.changed ? 'goes on' : 'was not paused'}`)
  })

  command('cancel', 'take back what waits, stop what runs')
    .argument('<nominal>', 'its nominal time', parseTime)
    .action(async (jobId: string, nominalAt: string, { json }: Json) => {
      const found = await client().jobs.cancel({ jobId, nominalAt })
      answer(json, found, () => occurrenceText(found))
    })

  command('backfill', 'plan again what did not run in a stretch of the past')
    .requiredOption('--from <time>', 'from this nominal time or date on', parseFrom)
    .requiredOption('--to <time>', 'up to this nominal time or date', parseTo)
    .option('--dry-run', 'only count')
    .action(async (jobId: string, { json, from, to, dryRun = false }: BackfillOptions) => {
      const report = await client().jobs.backfill({ jobId, from, to, dryRun })
      answer(json, report, () => backfillText(report))
    })
}
