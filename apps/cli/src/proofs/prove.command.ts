import type { Command } from 'commander'
import { parseCount } from '../bench/bench.command.ts'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'
import { createProgress, gauge } from '../shared/progress.ts'
import type { LimitsOptions } from './limits.proof.ts'

const number = new Intl.NumberFormat('en-IN')

interface ProofOptions {
  readonly n: number
  readonly seed: number
  readonly json?: JsonOption
}

const progressed = (done: number, n: number, broken: number) =>
  `${gauge(done, n)}${broken > 0 ? `, ${broken} broken promises` : ''}`

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
          onKill: (done, broken) => update(progressed(done, n, broken)),
        }),
      )
      answer(json, report, () =>
        [
          `${report.n} kills (seed ${report.seed}), ${report.runs} runs committed, ${report.published} published;`,
          `${report.killedBeforeRecording} kills before anything of the run was recorded, ${report.killedBeforePublishing} with a run recorded and not yet published.`,
          report.broken.length === 0
            ? 'No half run, no orphan, Redis never ahead of PostgreSQL.'
            : report.broken.join('\n'),
        ].join('\n'),
      )
      if (report.broken.length > 0) process.exitCode = 1
    })

  prove
    .command('outcomes')
    .description('three processes tell the same outcomes and one is killed: each is told once, and the same')
    .option('--n <n>', 'rounds', parseCount(1), 20)
    .option('--seed <seed>', 'repeats the same points in time', parseCount(0), 1)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ n, seed, json }: ProofOptions) => {
      const { proveOutcomes } = await import('./outcomes.proof.ts')
      const report = await createProgress().step('telling outcomes', (update) =>
        proveOutcomes(context, { n, seed, onRound: (done, broken) => update(progressed(done, n, broken)) }),
      )
      answer(json, report, () =>
        [
          `${report.n} rounds (seed ${report.seed}) of ${number.format(report.outcomes)} outcomes, ${report.killedAmid} kills amid the work;`,
          `${number.format(report.leftOver)} outcomes were left to the next who asked.`,
          report.broken.length === 0 ? 'Each told once, and as a single process tells it.' : report.broken.join('\n'),
        ].join('\n'),
      )
      if (report.broken.length > 0) process.exitCode = 1
    })

  prove
    .command('cache')
    .description(
      'simulate processes, delays, cuts, crashes and flushes; check each history against the consistency model',
    )
    .option('--n <n>', 'histories', parseCount(1), 10_000)
    .option('--seed <seed>', 'repeats the same plans and delays', parseCount(0), 1)
    .option('--history <k>', 'only this one, n times, to find a violation again', parseCount(0))
    .option('--json [file]', 'answer as JSON')
    .action(async ({ n, seed, history, json }: ProofOptions & { readonly history?: number }) => {
      const { proveCache } = await import('./cache.proof.ts')
      const report = await createProgress().step('simulating', (update) =>
        proveCache(context, { n, seed, history, onHistory: (done, broken) => update(progressed(done, n, broken)) }),
      )
      answer(json, report, () =>
        [
          `${number.format(report.histories)} histories (seed ${seed}) in ${report.seconds.toFixed(0)} s:`,
          `${Object.entries(report.deeds)
            .map(([deed, count]) => `${number.format(count)} × ${deed}`)
            .join(', ')}.`,
          report.violations.length === 0
            ? 'None breaks the consistency model of docs/features/cache.md.'
            : report.violations
                .map(({ history: k, text }) => `${text}\n  again: --seed ${seed} --history ${k} --n 200`)
                .join('\n\n'),
        ].join('\n'),
      )
      if (report.violations.length > 0) process.exitCode = 1
    })

  prove
    .command('clear')
    .description('clear many keys: no command may keep Redis from others for long')
    .option('--keys <keys>', 'keys to clear', parseCount(1), 1_000_000)
    .option('--limit <ms>', 'milliseconds that a command may take', parseCount(1), 5)
    .option('--json [file]', 'answer as JSON')
    .action(
      async ({ keys, limit, json }: { readonly keys: number; readonly limit: number; readonly json?: JsonOption }) => {
        const { proveClear } = await import('./clear.proof.ts')
        const report = await createProgress().step('clearing', (update) =>
          proveClear(context, { keys, limit, onKeys: (step, done) => update(`${gauge(done, keys)} ${step}`) }),
        )
        answer(json, report, () =>
          [
            `${number.format(report.removed)} keys removed in ${(report.milliseconds / 1000).toFixed(1)} s, ${report.serverMilliseconds.toFixed(0)} ms of the server's processor;`,
            `${number.format(report.neighboursLeft)} of ${number.format(report.neighbours)} neighbours left. µs a command, by the slow log:`,
            table(
              ['command', 'calls', 'p50', 'p99', 'slowest'],
              report.commands.map(({ command, ...times }) => [
                command,
                ...[times.calls, times.p50, times.p99, times.slowest].map((time) => number.format(time)),
              ]),
              [1, 2, 3, 4],
            ),
            `of ${number.format(report.machine.watchedMs)} ms right after, the machine kept a loop of ours from running for ${number.format(Math.round(report.machine.pausedMs))}, at most ${report.machine.longestMs.toFixed(1)} at once`,
            ...report.broken,
          ].join('\n'),
        )
        if (report.broken.length > 0) process.exitCode = 1
      },
    )

  prove
    .command('acked-writes')
    .description('kill the server under a mixed load: no acknowledged write is lost or doubled, none is half there')
    .option('--n <n>', 'kills', parseCount(1), 1_000)
    .option('--seed <seed>', 'repeats the same points in time', parseCount(0), 1)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ n, seed, json }: ProofOptions) => {
      const { proveAckedWrites } = await import('./acked-writes.proof.ts')
      const report = await createProgress().step('killing servers', (update) =>
        proveAckedWrites(context, { n, seed, onKill: (done, broken) => update(progressed(done, n, broken)) }),
      )
      answer(json, report, () =>
        [
          `${number.format(report.n)} kills (seed ${report.seed}): ${number.format(report.acknowledged)} writes acknowledged, ${number.format(report.refused)} refused,`,
          `${number.format(report.unknown)} without an answer, of which ${number.format(report.unknownThere)} were there; ${number.format(report.auditEntries)} entries in the audit log.`,
          report.broken.length === 0 ? 'None lost, none doubled, none half there.' : report.broken.join('\n'),
        ].join('\n'),
      )
      if (report.broken.length > 0) process.exitCode = 1
    })

  prove
    .command('inputs')
    .description('send made-up and hostile inputs to every procedure: no answer is an error of the server')
    .option('--n <n>', 'inputs for each procedure', parseCount(1), 10_000)
    .option('--seed <seed>', 'repeats the same inputs', parseCount(0), 1)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ n, seed, json }: ProofOptions) => {
      const { proveInputs } = await import('./inputs.proof.ts')
      const report = await createProgress().step('bombarding', (update) =>
        proveInputs(context, { n, seed, onProcedure: (done, total) => update(progressed(done, total, 0)) }),
      )
      answer(json, report, () =>
        [
          `${number.format(report.calls)} calls (seed ${report.seed}) of ${Object.keys(report.answers).length} procedures;`,
          `the slowest answer took ${number.format(Math.round(report.slowest.ms))} ms (${report.slowest.path}), refusing a batch of 10,000 commas ${report.wideBatchMs.toFixed(1)} ms.`,
          report.broken.length === 0 ? 'No answer was an error of the server.' : report.broken.join('\n'),
        ].join('\n'),
      )
      if (report.broken.length > 0) process.exitCode = 1
    })

  prove
    .command('limits')
    .description('many clients of one key on several server processes: the rate limit holds exactly')
    .option('--servers <n>', 'server processes', parseCount(1), 4)
    .option('--clients <n>', 'clients', parseCount(1), 64)
    .option('--limit <n>', 'points a minute', parseCount(1), 600)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, ...options }: LimitsOptions & { readonly json?: JsonOption }) => {
      const { proveLimits } = await import('./limits.proof.ts')
      const report = await createProgress().step('asking', () => proveLimits(context, options))
      answer(json, report, () =>
        [
          `${report.clients} clients on ${report.servers} servers, ${number.format(report.calls)} calls where ${number.format(report.limit)} are allowed:`,
          `${number.format(report.answered)} answered, ${number.format(report.limited)} told to wait.`,
          report.broken.length === 0 ? 'Exactly.' : report.broken.join('\n'),
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
