import { DashboardPeriod } from '@fyntrix/domain/dashboard'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { dashboardText, latestText } from './dashboard.text.ts'

interface DashboardOptions {
  readonly period: DashboardPeriod
  readonly asOf?: string
  readonly json?: JsonOption
}

const periodically = (command: Command, asOf: string): Command =>
  command
    .addOption(
      new Option('--period <period>', 'of the exchange date, or of seven days')
        .choices(DashboardPeriod.options)
        .default('7d'),
    )
    .option('--as-of <instant>', asOf, parseInstant)
    .option('--json [file]', 'answer as JSON')

const request = ({ period, asOf }: DashboardOptions) => ({ period, ...(asOf !== undefined && { asOf }) })

export const dashboardCommand = (program: Command, { env }: CliContext): void => {
  const dashboard = program.command('dashboard').description('what was signalled and what closed, at a glance')

  periodically(
    dashboard.command('latest').description('the newest dashboard'),
    'the newest that was there then',
  ).action(async (options: DashboardOptions) => {
    const latest = await connectToHome(env.home).dashboard.latest(request(options))
    answer(options.json, latest, () => latestText(latest))
  })

  periodically(dashboard.command('record').description('compute and record one'), 'of what was known then').action(
    async (options: DashboardOptions) => {
      const recorded = await connectToHome(env.home).dashboard.record(request(options))
      answer(options.json, recorded, () => dashboardText(recorded))
    },
  )
}
