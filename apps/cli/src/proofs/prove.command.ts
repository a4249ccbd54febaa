import type { Command } from 'commander'
import { parseCount } from '../bench/bench.command.ts'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress, gauge } from '../shared/progress.ts'

interface ProofOptions {
  readonly n: number
  readonly seed: number
  readonly json?: JsonOption
}

export const proveCommand = (program: Command, context: CliContext): void => {
  const prove = program.command('prove').description('the long proofs, on servers of their own')

  prove
    .command('kill-runs')
    .description('kill runs with SIGKILL at random points: a run is wholly there or not at all')
    .option('--n <n>', 'kills', parseCount(1), 100)
    .option('--seed <seed>', 'repeats the same points in time', parseCount(0), 1)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ n, seed, json }: ProofOptions) => {
      const { proveKillRuns } = await import('./kill-runs.proof.ts')
      const report = await createProgress().step('killing runs', (update) =>
        proveKillRuns(context, {
          n,
          seed,
          onKill: (done, broken) => update(`${gauge(done, n)}${broken > 0 ? `, ${broken} broken promises` : ''}`),
        }),
      )
      answer(json, report, () =>
        [
          `${report.n} kills (seed ${report.seed}), ${report.runs} runs committed, ${report.published} published;`,
          `${report.killedWithoutAnyRun} kills came before their process had committed any run.`,
          report.broken.length === 0
            ? 'No half run, no orphan, Redis never ahead of PostgreSQL.'
            : report.broken.join('\n'),
        ].join('\n'),
      )
      if (report.broken.length > 0) process.exitCode = 1
    })

  prove
    .command('sdk')
    .description('install the SDK from its tarball outside the workspace, read picks and receive a live update')
    .action(async () => {
      const { proveSdk } = await import('./sdk.proof.ts')
      await proveSdk(context)
    })
}
