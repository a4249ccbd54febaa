import type { RunInsights } from '@fyntrix/domain/insights'
import { Id } from '@fyntrix/domain/shared'
import { type Command, InvalidArgumentError } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { answer, type JsonOption, styled } from '../shared/output.ts'

const parseId = (text: string): Id => {
  const id = Id.safeParse(text)
  if (!id.success) throw new InvalidArgumentError('a run looks like 01a201cb-c337-77b7-b1ca-3989fe8be64a')
  return id.data
}

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
      const client = connectToHome(env.home).insights
      const found = await (write ? client.write({ runId }) : client.ofRun({ runId }))
      answer(json, found, () => insightsText(found))
    })
}
