import { table } from '../shared/output.ts'
import type { AckedWritesReport } from './acked-writes.proof.ts'
import type { BudgetProofReport } from './budget.proof.ts'
import type { CacheProofReport } from './cache.proof.ts'
import type { ClearProofReport } from './clear.proof.ts'
import type { FanOutReport } from './fan-out.proof.ts'
import type { FaultsReport } from './faults/faults.proof.ts'
import type { InputsReport } from './inputs.proof.ts'
import type { KillReport } from './kill-runs.proof.ts'
import type { LimitsReport } from './limits.proof.ts'
import type { OutcomesReport } from './outcomes.proof.ts'
import type { SpendReport } from './spend.proof.ts'
import { number, verdict } from './verdict.text.ts'

export const killRunsText = (report: KillReport): string =>
  [
    `${report.n} kills (seed ${report.seed}), ${report.runs} runs committed, ${report.published} published;`,
    `${report.killedBeforeRecording} kills before anything of the run was recorded, ${report.killedBeforePublishing} with a run recorded and not yet published.`,
    verdict(report.broken, 'No half run, no orphan, Redis never ahead of PostgreSQL.'),
  ].join('\n')

export const outcomesText = (report: OutcomesReport): string =>
  [
    `${report.n} rounds (seed ${report.seed}) of ${number(report.outcomes)} outcomes, ${report.killedAmid} kills amid the work;`,
    `${number(report.leftOver)} outcomes were left to the next who asked.`,
    verdict(report.broken, 'Each told once, and as a single process tells it.'),
  ].join('\n')

export const fanOutText = (report: FanOutReport): string =>
  [
    `${report.n} runs (seed ${report.seed}) with ${number(report.picks)} picks, in ${report.seconds.toFixed(0)} s: each in one process and over three;`,
    `workers did ${number(report.parts)} parts (the first three ${report.partsByFirst.join(', ')}); ${report.kills} were killed at a part and left ${report.leftToOthers} to others, the slowest such run took ${(report.slowestKilledMs / 1_000).toFixed(1)} s.`,
    verdict(report.broken, 'The same to the bit and row by row; nothing lost, nothing left over.'),
  ].join('\n')

export const ackedWritesText = (report: AckedWritesReport): string =>
  [
    `${number(report.n)} kills (seed ${report.seed}): ${number(report.acknowledged)} writes acknowledged, ${number(report.refused)} refused,`,
    `${number(report.unknown)} without an answer, of which ${number(report.unknownThere)} were there, and ${number(report.repeated)} sent again; ${number(report.auditEntries)} entries in the audit log.`,
    verdict(report.broken, 'None lost, none doubled, none half there.'),
  ].join('\n')

export const faultsText = (report: FaultsReport): string =>
  [
    `${report.n} rounds (seed ${report.seed}) of ${report.mutations} mutations in ${report.seconds.toFixed(0)} s, ${number(report.auditEntries)} entries in the audit log.`,
    table(
      ['fault', 'calls', 'done', 'unavailable', 'of these done', 'slowest ms', 'recovered ms'],
      Object.entries(report.faults).map(([fault, one]) => [
        fault,
        ...[one.calls, one.done, one.unavailable, one.doneAllTheSame, one.slowestMs, one.recoveredMs].map((value) =>
          number(Math.round(value)),
        ),
      ]),
      [1, 2, 3, 4, 5, 6],
    ),
    verdict(report.broken, 'Each done once or not at all, with a clear answer in time; no hand was needed.'),
  ].join('\n')

export const inputsText = (report: InputsReport): string =>
  [
    `${number(report.calls)} calls (seed ${report.seed}) of ${Object.keys(report.answers).length} procedures, and ${number(report.strangersCalls)} of another user;`,
    `the slowest answer took ${number(Math.round(report.slowest.ms))} ms (${report.slowest.path}), refusing a batch of 10,000 commas ${report.wideBatch.slowMs.toFixed(1)} ms, the slowest but one of a hundred (${report.wideBatch.medianMs.toFixed(1)} half of them; a request that names nothing ${report.wideBatch.floorSlowMs.toFixed(1)} and ${report.wideBatch.floorMedianMs.toFixed(1)}).`,
    verdict(report.broken, 'No answer was an error of the server, or gave away what is somebody else’s.'),
  ].join('\n')

export const spendProofText = (report: SpendReport): string =>
  [
    `${number(report.n)} calls (seed ${report.seed}) in ${report.seconds.toFixed(0)} s, ${report.kills} kills; ${Object.entries(
      report.statuses,
    )
      .map(([status, count]) => `${number(count)} ${status}`)
      .join(', ')};`,
    `the cost of ${number(report.unknown)} was not known and counted at ${report.unknownUsd} USD until the provider's account was read.`,
    `The provider charged ${report.providerUsd} USD, the ledger holds ${report.ledgerUsd}.`,
    verdict(report.broken, 'To the last digit; nothing is reserved any more, no call was refused.'),
  ].join('\n')

export const budgetProofText = (report: BudgetProofReport): string =>
  [
    table(
      ['1,000 calls', 'answered', 'refused', 'spent of 5 USD', 'seconds'],
      report.rounds.map((one) => [
        one.name,
        number(one.answered),
        number(one.refused),
        one.spentUsd,
        one.seconds.toFixed(1),
      ]),
      [1, 2, 3, 4],
    ),
    `what a killed process had reserved was free after ${(report.sweptAfterMs / 1_000).toFixed(1)} s, with a time-out of ${(report.timeoutMs / 1_000).toFixed(1)} s.`,
    verdict(report.broken, 'Never overspent, and less than one worst case left over.'),
  ].join('\n')

export const limitsText = (report: LimitsReport): string =>
  [
    `${report.clients} clients on ${report.servers} servers, ${number(report.calls)} calls where ${number(report.limit)} are allowed:`,
    `${number(report.answered)} answered, ${number(report.limited)} told to wait.`,
    verdict(report.broken, 'Exactly.'),
  ].join('\n')

export const cacheProofText = ({ histories, seed, seconds, deeds, violations }: CacheProofReport): string =>
  [
    `${number(histories)} histories (seed ${seed}) in ${seconds.toFixed(0)} s:`,
    `${Object.entries(deeds)
      .map(([deed, count]) => `${number(count)} × ${deed}`)
      .join(', ')}.`,
    violations.length === 0
      ? 'None breaks the consistency model of docs/features/cache.md.'
      : violations
          .map(({ history: k, text }) => `${text}\n  again: --seed ${seed} --history ${k} --n 200`)
          .join('\n\n'),
  ].join('\n')

export const clearText = (report: ClearProofReport): string =>
  [
    `${number(report.removed)} keys removed in ${(report.milliseconds / 1000).toFixed(1)} s, ${report.serverMilliseconds.toFixed(0)} ms of the server's processor;`,
    `${number(report.neighboursLeft)} of ${number(report.neighbours)} neighbours left. µs a command, by the slow log:`,
    table(
      ['command', 'calls', 'p50', 'p99', 'slowest'],
      report.commands.map(({ command, ...times }) => [
        command,
        ...[times.calls, times.p50, times.p99, times.slowest].map(number),
      ]),
      [1, 2, 3, 4],
    ),
    `of ${number(report.machine.watchedMs)} ms right after, the machine kept a loop of ours from running for ${number(Math.round(report.machine.pausedMs))}, at most ${report.machine.longestMs.toFixed(1)} at once`,
    ...report.broken,
  ].join('\n')
