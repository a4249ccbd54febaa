import { AgentName } from '@fyntrix/domain/agents'
import { Mode } from '@fyntrix/domain/top-picks'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'

interface ListOptions {
  readonly agent?: AgentName
  readonly mode?: Mode
  readonly json?: JsonOption
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`

export const learningsCommand = (program: Command, { env }: CliContext): void => {
  const learnings = program.command('learnings').description("what agents' patterns were worth")

  learnings
    .command('list')
    .description('how often each pattern told the way that the stock went')
    .addOption(new Option('--agent <agent>', 'only this agent').choices(AgentName.options))
    .addOption(new Option('--mode <mode>', 'only this trading horizon').choices(Mode.options))
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, ...query }: ListOptions) => {
      const found = await connectToHome(env.home).learnings.list(query)
      answer(json, found, () =>
        found.length === 0
          ? 'nothing learnt yet'
          : table(
              ['agent', 'mode', 'pattern', 'outcomes', 'accuracy', '95 %'],
              found.map(({ agent, mode, pattern, sampleSize, accuracy, interval }) => [
                agent,
                mode,
                pattern,
                String(sampleSize),
                percent(accuracy),
                interval === null ? '' : `${percent(interval.low)} to ${percent(interval.high)}`,
              ]),
              [3, 4],
            ),
      )
    })

  learnings
    .command('learn')
    .description('learn from outcomes that were not learnt from')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json }: { json?: JsonOption }) => {
      const report = await connectToHome(env.home).learnings.learn()
      answer(json, report, () => `${report.outcomes} outcomes, ${report.patterns} patterns`)
    })
}
