import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { latestText, runText } from './picks.text.ts'

interface PicksOptions {
  readonly universe: Universe
  readonly mode: Mode
  readonly asOf?: string
  readonly idempotencyKey?: string
  readonly json?: JsonOption
}

const keyed = (command: Command): Command =>
  command
    .addOption(new Option('--universe <universe>', 'which stocks').choices(Universe.options).default('nifty50'))
    .addOption(new Option('--mode <mode>', 'trading horizon').choices(Mode.options).default('swing'))
    .option('--json [file]', 'answer as JSON')

export const picksCommand = (program: Command, { env }: CliContext): void => {
  const picks = program.command('picks').description('top picks: compute and read')

  keyed(picks.command('run').description('compute picks now, or as of an instant'))
    .option('--as-of <instant>', 'use only what was known then', parseInstant)
    .option('--idempotency-key <key>', 'the same key again answers the same run')
    .action(async ({ universe, mode, asOf, idempotencyKey, json }: PicksOptions) => {
      const run = await connectToHome(env.home).topPicks.run({
        universe,
        mode,
        ...(asOf !== undefined && { asOf }),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      })
      answer(json, run, () => runText(run))
    })

  keyed(picks.command('latest').description('the latest run')).action(
    async ({ universe, mode, json }: PicksOptions) => {
      const latest = await connectToHome(env.home).topPicks.latest({ universe, mode })
      answer(json, latest, () => latestText(latest))
    },
  )
}
