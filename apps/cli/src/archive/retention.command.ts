import type { Retained, RetentionDue, RetentionPlan } from '@fyntrix/domain/archive'
import type { FyntrixClient } from '@fyntrix/sdk'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'
import { createProgress, gauge } from '../shared/progress.ts'

interface RetentionOptions {
  readonly apply?: boolean
  readonly json?: JsonOption
}

/** parts of a call: short enough for its deadline, however slow the disk */
const partsAtOnce = 5

const planText = ({ asOf, steps }: RetentionPlan): string =>
  [
    `as of ${asOf}; nothing was changed, --apply does it`,
    table(
      ['step', 'due', '', 'rule'],
      steps.map(({ step, due, unit, rule }) => [step, String(due), unit, rule]),
      [1],
    ),
  ].join('\n')

const retainedText = (retained: readonly Retained[]): string =>
  table(
    ['step', 'done', ''],
    retained.map(({ step, done, mended }) => [step, String(done), mended > 0 ? `${mended} files written again` : '']),
    [1],
  )

/** Does a step part by part until nothing of it is due. */
const wholeStep = async (
  client: FyntrixClient,
  { step, due, unit }: RetentionDue,
  update: (detail: string) => void,
): Promise<Retained> => {
  let sum: Retained = { step, done: 0, mended: 0, finished: false }
  while (!sum.finished) {
    const { done, mended, finished } = await client.archive.retain({ step, parts: partsAtOnce })
    sum = { step, done: sum.done + done, mended: sum.mended + mended, finished }
    update(`${gauge(sum.done, due)} of ${due} ${unit}`)
  }
  return sum
}

/** `archive retention`: what is due, or doing it. */
export const retentionCommand = (archive: Command, { env }: CliContext): void => {
  archive
    .command('retention')
    .description('what is not kept for ever, and is due to be put away; the scheduler does it every night')
    .addOption(new Option('--dry-run', 'only say what is due, as without any option').conflicts('apply'))
    .option('--apply', 'do it now')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ apply = false, json }: RetentionOptions) => {
      const client = connectToHome(env.home)
      const plan = await client.archive.retention()
      if (!apply) return answer(json, plan, () => planText(plan))
      const progress = createProgress()
      const retained: Retained[] = []
      for (const due of plan.steps)
        retained.push(
          await progress.step(
            due.step,
            (update) => wholeStep(client, due, update),
            ({ done }) => `${done} ${due.unit}`,
          ),
        )
      answer(json, retained, () => retainedText(retained))
    })
}
