import { LevelsScope, type LevelsScore } from '@fyntrix/domain/levels'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { parsePrice, parseSymbol } from '../shared/arguments.ts'
import { answer, type JsonOption, styled, table } from '../shared/output.ts'

interface LevelsOptions {
  readonly scope?: LevelsScope
  readonly price?: number
  readonly asOf?: string
  readonly json?: JsonOption
}

const shown = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value.toFixed(2)

const rowOf = ({ scope, levels, score }: LevelsScore): string[] => [
  scope,
  ...[levels?.s3, levels?.s2, levels?.s1, levels?.p, levels?.r1, levels?.r2, levels?.r3].map(shown),
  score === null ? '–' : String(score),
  levels === null ? '' : levels.session,
]

const notesOf = ({ scope, reason, staleReason }: LevelsScore): string[] => [
  ...(staleReason === null ? [] : [styled('yellow', `STALE ${scope}: ${staleReason}`)]),
  ...(reason === null ? [] : [styled('dim', `${scope}: ${reason}`)]),
]

export const levelsCommand = (program: Command, { env }: CliContext): void => {
  program
    .command('levels')
    .description('support and resistance of a symbol, and where its price lies')
    .argument('<symbol>', 'such as INFY or "NIFTY 50"', parseSymbol)
    .addOption(new Option('--scope <scope>', 'only this span: day, week, month or year').choices(LevelsScope.options))
    .option('--price <price>', 'the price to judge, by default the newest one', parsePrice)
    .option('--as-of <instant>', 'from what was known then', parseInstant)
    .option('--json [file]', 'answer as JSON')
    .action(async (symbol: string, { scope, price, asOf, json }: LevelsOptions) => {
      const found = await connectToHome(env.home).levels.score({
        symbol,
        ...(scope !== undefined && { scopes: [scope] }),
        ...(price !== undefined && { price }),
        ...(asOf !== undefined && { asOf }),
      })
      answer(json, found, () =>
        [
          ...(found.scores.some(({ levels }) => levels?.simulated) ? [styled('yellow', 'SIMULATED')] : []),
          `${symbol} ${found.price === null ? 'without a price' : `at ${shown(found.price)}`}${found.priceAt === null ? '' : ` (${found.priceAt})`}`,
          table(
            ['', 'S3', 'S2', 'S1', 'P', 'R1', 'R2', 'R3', 'score', 'session'],
            found.scores.map(rowOf),
            [1, 2, 3, 4, 5, 6, 7, 8],
          ),
          ...found.scores.flatMap(notesOf),
        ].join('\n'),
      )
    })
}
