import type { RunInsights } from '@fyntrix/domain/insights'
import { type Id } from '@fyntrix/domain/shared'
import { type Command } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome, longPatience } from '../home/running.ts'
import { parseId } from '../shared/arguments.ts'
import { answer, type JsonOption, styled } from '../shared/output.ts'

const insightsText = ({ insights, missing }: RunInsights): string =>
  [
    ...insights.flatMap(({ symbol, model, keyFindings, rationale }) => [
      `${styled('bold', symbol)}  ${styled('dim', model)}`,
      ...keyFindings.map((finding) => `  · ${finding}`),
      `  ${rationale}`,
      '',
    ]),
    ...missing.map(({ symbol, reason }) => `${symbol}: ${styled('dim', reason)}`),
  ].join('\n')

/** `./fyntrix insights`: what models wrote of picks. */
export const insightsCommand = (program: Command, { env }: CliContext): void => {
  program
    .command('insights')
    .description('what a language model wrote of the picks of a run, in their numbers only')
    .argument('<run>', 'id of the run', parseId)
    .option('--write', 'ask for what is missing')
    .option('--json [file]', 'answer as JSON')
    .action(async (runId: Id, { write, json }: { readonly write?: true; readonly json?: JsonOption }) => {
      const client = connectToHome(env.home, longPatience).insights
      const found = await (write ? client.write({ runId }) : client.ofRun({ runId }))
      answer(json, found, () => insightsText(found))
    })
}
