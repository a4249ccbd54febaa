import { Confidence } from '@fyntrix/domain/agents'
import type { RankedScore, TopScores } from '@fyntrix/domain/scores'
import { Universe } from '@fyntrix/domain/universes'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { answer, type JsonOption, styled, table } from '../shared/output.ts'

interface ScoresOptions {
  readonly universe?: Universe
  readonly confidence?: Confidence
  readonly actionable?: true
  readonly asOf?: string
  readonly json?: JsonOption
}

const rowOf = (score: RankedScore): string[] => [
  String(score.rank),
  score.symbol,
  score.blendScore.toFixed(2),
  score.recommendation ?? '–',
  score.confidence ?? '–',
  score.isActionable ? 'picked' : (score.recommendationNote ?? ''),
  `${score.analyzedAt.slice(0, 16)}Z${score.staleReason === null ? '' : ' STALE'}`,
]

const scoresText = ({ scores, without }: TopScores): string =>
  [
    ...(scores.some(({ simulated }) => simulated) ? [styled('yellow', 'SIMULATED')] : []),
    scores.length === 0
      ? 'nobody has a score: ./fyntrix picks run --mode swing'
      : table(['', 'symbol', 'score', 'recommendation', 'confidence', '', 'analysed'], scores.map(rowOf), [0, 2]),
    ...without.map(({ symbol, reason }) => styled('dim', `${symbol}: ${reason}`)),
  ].join('\n')

export const scoresCommand = (program: Command, { env }: CliContext): void => {
  program
    .command('scores')
    .description('stocks by their one score, highest first')
    .addOption(new Option('--universe <universe>', 'only its stocks').choices(Universe.options))
    .addOption(new Option('--confidence <least>', 'only with at least this confidence').choices(Confidence.options))
    .option('--actionable', 'only what its run picked')
    .option('--as-of <instant>', 'from what had been said then', parseInstant)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ universe, confidence, actionable, asOf, json }: ScoresOptions) => {
      const found = await connectToHome(env.home).scores.top({
        ...(universe !== undefined && { universe }),
        ...(confidence !== undefined && { minimumConfidence: confidence }),
        ...(actionable && { actionableOnly: true }),
        ...(asOf !== undefined && { asOf }),
      })
      answer(json, found, () => scoresText(found))
    })
}
