import type { Command } from 'commander'
import { parseCount } from '../bench/bench.command.ts'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress, gauge } from '../shared/progress.ts'
import { registerCutoverProof } from './cutover/prove-cutover.command.ts'
import type { LimitsOptions } from './limits.proof.ts'
import { migrationProofText } from './migration/migration.text.ts'
import {
  ackedWritesText,
  budgetProofText,
  cacheProofText,
  clearText,
  fanOutText,
  faultsText,
  inputsText,
  killRunsText,
  limitsText,
  outcomesText,
  spendProofText,
} from './proofs.text.ts'
import { outageText, scheduleText } from './schedule/schedule.text.ts'
import { fencingText, takeOverText } from './schedulers/schedulers.text.ts'

interface ProofOptions {
  readonly n: number
  readonly seed: number
}

type Given<Options> = Options & { readonly json?: JsonOption }

const progressed = (done: number, n: number, broken: number) =>
  `${gauge(done, n)}${broken > 0 ? `, ${broken} broken promises` : ''}`

export const proveCommand = (program: Command, context: CliContext): void => {
  const prove = program.command('prove').description('the long proofs, on servers of their own')

  const command = (name: string, about: string) =>
    prove.command(name).description(about).option('--json [file]', 'answer as JSON')

  const repeated = (name: string, about: string, [what, n]: readonly [what: string, n: number]) =>
    command(name, about)
      .option('--n <n>', what, parseCount(1), n)
      .option('--seed <seed>', 'repeats the same choices', parseCount(0), 1)

  /** Does the work of a proof with progress and answers; it fails where a promise was broken. */
  const proving =
    <Options extends object, Report>(
      title: string,
      run: (options: Options, update: (detail: string) => void) => Promise<Report>,
      text: (report: Report) => string,
      brokenOf: (report: Report) => readonly unknown[],
    ) =>
    async (given: Given<Options>): Promise<void> => {
      const report = await createProgress().step(title, (update) => run(given, update))
      answer(given.json, report, () => text(report))
      if (brokenOf(report).length > 0) process.exitCode = 1
    }

  repeated('kill-runs', 'kill runs with SIGKILL at random points: a run is wholly there or not at all', [
    'kills',
    100,
  ]).action(
    proving(
      'killing runs',
      async ({ n, seed }: ProofOptions, update) =>
        (await import('./kill-runs.proof.ts')).proveKillRuns(context, {
          n,
          seed,
          onKill: (done, broken) => update(progressed(done, n, broken)),
        }),
      killRunsText,
      ({ broken }) => broken,
    ),
  )

  repeated('outcomes', 'three processes tell the same outcomes and one is killed: each is told once, and the same', [
    'rounds',
    20,
  ]).action(
    proving(
      'telling outcomes',
      async ({ n, seed }: ProofOptions, update) =>
        (await import('./outcomes.proof.ts')).proveOutcomes(context, {
          n,
          seed,
          onRound: (done, broken) => update(progressed(done, n, broken)),
        }),
      outcomesText,
      ({ broken }) => broken,
    ),
  )

  repeated('migrate', 'kill imports of a legacy database at random points: each ends as one that was never broken', [
    'kills of one large import, and small imports that are killed once',
    200,
  ])
    .option('--rows <rows>', 'of the large import', parseCount(1_000), 1_000_000)
    .action(
      proving(
        'killing imports',
        async ({ n, seed, rows }: ProofOptions & { readonly rows: number }, update) =>
          (await import('./migration/migration.proof.ts')).proveMigration(context, {
            n,
            rows,
            seed,
            onStep: (done, total, what, broken) => update(`${progressed(done, total, broken)} ${what}`),
          }),
        migrationProofText,
        ({ broken }) => broken,
      ),
    )

  repeated(
    'fan-out',
    'do runs in one process and over three workers, of which some are killed: the same, and complete',
    ['runs', 60],
  ).action(
    proving(
      'fanning out',
      async ({ n, seed }: ProofOptions, update) =>
        (await import('./fan-out.proof.ts')).proveFanOut(context, {
          n,
          seed,
          onRun: (done, broken) => update(progressed(done, n, broken)),
        }),
      fanOutText,
      ({ broken }) => broken,
    ),
  )

  repeated(
    'acked-writes',
    'kill the server under a mixed load: no acknowledged write is lost or doubled, none is half there',
    ['kills', 1_000],
  ).action(
    proving(
      'killing servers',
      async ({ n, seed }: ProofOptions, update) =>
        (await import('./acked-writes.proof.ts')).proveAckedWrites(context, {
          n,
          seed,
          onKill: (done, broken) => update(progressed(done, n, broken)),
        }),
      ackedWritesText,
      ({ broken }) => broken,
    ),
  )

  repeated(
    'faults',
    'let every mutation meet every fault of PostgreSQL, Redis and the network: done once or not at all',
    ['rounds', 3],
  ).action(
    proving(
      'breaking servers',
      async ({ n, seed }: ProofOptions, update) =>
        (await import('./faults/faults.proof.ts')).proveFaults(context, {
          n,
          seed,
          onCall: (done, total, what) => update(`${progressed(done, total, 0)} ${what}`),
        }),
      faultsText,
      ({ broken }) => broken,
    ),
  )

  repeated('inputs', 'send made-up and hostile inputs to every procedure: no answer is an error of the server', [
    'inputs for each procedure',
    10_000,
  ]).action(
    proving(
      'bombarding',
      async ({ n, seed }: ProofOptions, update) =>
        (await import('./inputs.proof.ts')).proveInputs(context, {
          n,
          seed,
          onProcedure: (done, total, path) => update(`${progressed(done, total, 0)} ${path}`),
        }),
      inputsText,
      ({ broken }) => broken,
    ),
  )

  repeated('spend', 'make LLM calls from processes that are killed: the ledger holds what the provider charged', [
    'calls',
    100_000,
  ]).action(
    proving(
      'calling models',
      async ({ n, seed }: ProofOptions, update) =>
        (await import('./spend.proof.ts')).proveSpend(context, {
          n,
          seed,
          onCalls: (done, broken) => update(progressed(done, n, broken)),
        }),
      spendProofText,
      ({ broken }) => broken,
    ),
  )

  command('budget', 'a thousand LLM calls of four processes against one hard budget: never overspent').action(
    proving(
      'spending a budget',
      async () => (await import('./budget.proof.ts')).proveBudget(context),
      budgetProofText,
      ({ broken }) => broken,
    ),
  )

  repeated(
    'schedule',
    'live through weeks and years of all jobs with daemons that die: each nominal time is accounted for',
    ['weeks', 200],
  )
    .option('--years <n>', 'years besides, three at most', parseCount(0), 3)
    .option('--kills <n>', 'kills of real processes besides', parseCount(0), 100)
    .option('--within <minutes>', 'time for it', parseCount(1), 60)
    .action(
      proving(
        'living through',
        async (
          options: ProofOptions & { readonly years: number; readonly kills: number; readonly within: number },
          update,
        ) =>
          (await import('./schedule/schedule.proof.ts')).proveSchedule(context, {
            ...options,
            onProgress: (done, total, broken) => update(progressed(done, total, broken)),
          }),
        scheduleText,
        ({ broken }) => broken,
      ),
    )

  command('outage', 'come back after hours: each job catches up its latest time, spread, two at a time')
    .option('--jobs <n>', 'jobs', parseCount(1), 40)
    .option('--hours <n>', 'hours of outage', parseCount(1), 12)
    .action(
      proving(
        'coming back',
        async (options: { readonly jobs: number; readonly hours: number }) =>
          (await import('./schedule/outage.proof.ts')).proveOutage(context, options),
        outageText,
        ({ broken }) => broken,
      ),
    )

  repeated(
    'fencing',
    'stop holders of leases until others have taken over, and let them go on: nothing stale is written',
    ['trials directly, and as many through pgbouncer', 1_000],
  )
    .option('--lease <ms>', 'length of a lease', parseCount(100), 300)
    .action(
      proving(
        'stopping holders',
        async ({ n, seed, lease }: ProofOptions & { readonly lease: number }, update) =>
          (await import('./schedulers/fencing.proof.ts')).proveFencing(context, {
            n,
            seed,
            lease,
            onTrial: (done, broken) => update(progressed(done, 2 * n, broken)),
          }),
        fencingText,
        ({ broken }) => broken,
      ),
    )

  repeated(
    'take-over',
    'kill and stop schedulers that hold jobs, and let fifty jobs be due at once: how late is it done',
    ['kills', 100],
  ).action(
    proving(
      'ending schedulers',
      async ({ n, seed }: ProofOptions, update) =>
        (await import('./schedulers/take-over.proof.ts')).proveTakeOver(context, {
          n,
          seed,
          onEnd: (done, total) => update(progressed(done, total, 0)),
        }),
      takeOverText,
      ({ broken, missed }) => [...broken, ...missed],
    ),
  )

  command('limits', 'many clients of one key on several server processes: the rate limit holds exactly')
    .option('--servers <n>', 'server processes', parseCount(1), 4)
    .option('--clients <n>', 'clients', parseCount(1), 64)
    .option('--limit <n>', 'points a minute', parseCount(1), 600)
    .action(
      proving(
        'asking',
        async (options: LimitsOptions) => (await import('./limits.proof.ts')).proveLimits(context, options),
        limitsText,
        ({ broken }) => broken,
      ),
    )

  repeated('cache', 'simulate processes, delays, cuts, crashes and flushes; check each history against the model', [
    'histories',
    10_000,
  ])
    .option('--history <k>', 'only this one, n times, to find a violation again', parseCount(0))
    .action(
      proving(
        'simulating',
        async ({ n, seed, history }: ProofOptions & { readonly history?: number }, update) =>
          (await import('./cache.proof.ts')).proveCache(context, {
            n,
            seed,
            history,
            onHistory: (done, broken) => update(progressed(done, n, broken)),
          }),
        cacheProofText,
        ({ violations }) => violations,
      ),
    )

  command('clear', 'clear many keys: no command may keep Redis from others for long')
    .option('--keys <keys>', 'keys to clear', parseCount(1), 1_000_000)
    .option('--limit <ms>', 'milliseconds that a command may take', parseCount(1), 5)
    .action(
      proving(
        'clearing',
        async ({ keys, limit }: { readonly keys: number; readonly limit: number }, update) =>
          (await import('./clear.proof.ts')).proveClear(context, {
            keys,
            limit,
            onKeys: (step, done) => update(`${gauge(done, keys)} ${step}`),
          }),
        clearText,
        ({ broken }) => broken,
      ),
    )

  registerCutoverProof(prove, context)

  prove
    .command('sdk')
    .description('install the SDK from its tarball outside the workspace, read picks and receive a live update')
    .action(async () => {
      const { proveSdk } = await import('./sdk.proof.ts')
      await proveSdk(context)
    })
}
