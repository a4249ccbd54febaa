import type { Command } from 'commander'
import { parseCount } from '../../bench/bench.command.ts'
import type { CliContext } from '../../context.ts'
import { answer, type JsonOption } from '../../shared/output.ts'
import { createProgress } from '../../shared/progress.ts'
import { number, verdict } from '../verdict.text.ts'
import type { CutoverProof } from './cutover.proof.ts'

interface Options {
  readonly json?: JsonOption
  readonly reads: number
  readonly rows: number
  readonly seed: number
  readonly changes: boolean
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

/** What was proved, for people. */
const cutoverProofText = ({ shadow, written, ...proof }: CutoverProof): string =>
  [
    `meanwhile ${number(written.runs)} runs, ${number(written.recommendations)} recommendations, ${number(written.requests)} requests and ${number(written.files)} files were written, ${number(written.evaluated)} rows evaluated, ${number(written.levels)} levels replaced, ${number(written.deleted)} rows deleted`,
    `apply ${seconds(proof.applyMs)}; ${number(shadow.reads)} shadow reads in ${seconds(shadow.elapsedMs)}, ${number(proof.readsPerSecond)} a second; cut-over ${seconds(proof.cutoverMs)}; drill ${seconds(proof.drillMs)}`,
    ...shadow.kinds.map(
      ({ kind, reads, different }) => `  ${kind}: ${number(reads)} asked, ${number(different)} different at first`,
    ),
    ...shadow.explained.map(({ cause, reads }) => `  ${number(reads)} explained: ${cause}`),
    ...shadow.listed.slice(0, 5).map((one) => `  ${JSON.stringify(one)}`),
    verdict(
      proof.broken,
      `each of ${number(proof.rows)} rows is here or in quarantine (${number(proof.quarantined)}), and no answer differs without a known cause`,
    ),
  ].join('\n')

/** `prove cutover`. */
export const registerCutoverProof = (prove: Command, context: CliContext): void => {
  prove
    .command('cutover')
    .description('cut over while a writer of the legacy databases keeps running: no row is lost, no answer differs')
    .option('--json [file]', 'answer as JSON')
    .option('--reads <n>', 'questions that both systems are asked', parseCount(1), 100_000)
    .option('--rows <n>', 'runs that there are before', parseCount(1), 10_000)
    .option('--seed <seed>', 'repeats the same choices', parseCount(0), 1)
    .option('--no-changes', 'do not look for rows that were changed: the proof must fail')
    .action(async ({ json, ...options }: Options) => {
      const { proveCutover } = await import('./cutover.proof.ts')
      const report = await createProgress().step('cutting over', (update) =>
        proveCutover(context, {
          ...options,
          onProgress: update,
        }),
      )
      answer(json, report, () => cutoverProofText(report))
      if (report.broken.length > 0) process.exitCode = 1
    })
}
