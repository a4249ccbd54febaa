import type { JobOccurrence, RouterOutputs } from '@fyntrix/sdk'
import { styled, table } from '../shared/output.ts'
import { exchangeTime } from './exchange-time.ts'

type Job = RouterOutputs['jobs']['list'][number]

const colours = {
  planned: 'dim',
  running: 'cyan',
  ran: 'green',
  'caught-up': 'green',
  skipped: 'yellow',
  superseded: 'dim',
  failed: 'red',
} as const

const stateText = ({ state, reason, cancelRequested }: JobOccurrence): string => {
  const words = [
    state,
    ...(reason ? [reason] : []),
    ...(state === 'running' && cancelRequested ? ['(is to stop)'] : []),
  ]
  return styled(colours[state], words.join(' '))
}

const longest = 70
const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

const tookText = (elapsedMs: number | null): string =>
  elapsedMs === null ? '–' : elapsedMs < 10_000 ? `${Math.round(elapsedMs)} ms` : `${(elapsedMs / 1_000).toFixed(1)} s`

const wroteText = ({ wrote }: JobOccurrence): string => wrote.map(({ noun, id }) => `${noun} ${id}`).join(', ')
const aboutText = (one: JobOccurrence): string => one.error ?? one.detail ?? wroteText(one)

const standText = ({ pause, running, waiting }: Job): string => {
  if (pause) return styled('yellow', 'paused')
  if (running.length > 0) return styled('cyan', running.length === 1 ? 'running' : `${running.length} running`)
  return waiting > 0 ? `${waiting} waiting` : ''
}

/** Jobs for people, times in Asia/Kolkata. */
export const jobsText = (jobs: readonly Job[]): string => {
  const paused = jobs.filter(({ pause }) => pause !== null)
  return [
    table(
      ['job', 'schedule', 'next', 'now', 'last', 'became'],
      jobs.map((job) => [
        job.id,
        job.schedule,
        exchangeTime(job.next),
        standText(job),
        job.last === null ? '–' : exchangeTime(job.last.nominalAt),
        job.last === null ? '' : stateText(job.last),
      ]),
    ),
    ...paused.map(
      ({ id, pause }) => `${id}: paused by ${pause?.by} since ${exchangeTime(pause?.at ?? null)}: ${pause?.reason}`,
    ),
  ].join('\n')
}

/** Nominal times to come. */
export const nextText = (fires: RouterOutputs['jobs']['next']): string =>
  fires.length === 0
    ? 'no time is known: the calendar ends'
    : table(
        ['at', 'job', ''],
        fires.map(({ at, jobId, skip }) => [exchangeTime(at), jobId, skip === null ? '' : styled('yellow', skip)]),
      )

/** Occurrences, one a line. */
export const historyText = ({ occurrences, next }: RouterOutputs['jobs']['history']): string =>
  occurrences.length === 0
    ? 'nothing'
    : [
        table(
          ['nominal', 'job', 'became', 'by', 'attempts', 'took', ''],
          occurrences.map((one) => [
            exchangeTime(one.nominalAt),
            one.jobId,
            stateText(one),
            one.trigger,
            String(one.attempts),
            tookText(one.elapsedMs),
            shortened(aboutText(one)),
          ]),
          [4, 5],
        ),
        ...(next === null ? [] : [`more: --cursor '${next}'`]),
      ].join('\n')

/** One occurrence with all that is known of it. */
export const occurrenceText = (one: JobOccurrence): string =>
  [
    `${one.jobId} of ${exchangeTime(one.nominalAt)} (Asia/Kolkata): ${stateText(one)}`,
    ...(one.detail === null ? [] : [one.detail]),
    ...(one.error === null ? [] : [styled('red', one.error)]),
    table(
      ['asked for by', 'due', 'attempts', 'began', 'ended', 'took', 'daemon'],
      [
        [
          one.trigger,
          exchangeTime(one.dueAt),
          String(one.attempts),
          exchangeTime(one.startedAt),
          exchangeTime(one.finishedAt),
          tookText(one.elapsedMs),
          one.owner ?? '–',
        ],
      ],
    ),
    ...one.wrote.map(({ noun, id }) => `wrote ${noun} ${id}`),
  ].join('\n')

/** Processes that do jobs. */
export const daemonsText = (daemons: RouterOutputs['jobs']['daemons']): string =>
  daemons.length === 0
    ? 'no daemon: nothing runs until the scheduler is up'
    : table(
        ['id', 'host', 'pid', 'since', 'seen', 'running', ''],
        daemons.map(({ id, host, pid, startedAt, seenAt, running, alive }) => [
          id,
          host,
          String(pid),
          exchangeTime(startedAt),
          exchangeTime(seenAt),
          String(running),
          alive ? styled('green', 'alive') : styled('red', 'not seen for a lease'),
        ]),
        [2, 5],
      )

/** What must not be in the ledger. */
export const scanText = ({ at, findings, total }: RouterOutputs['jobs']['scan']): string => {
  if (at === null) return 'nobody has looked over the ledger yet: a daemon does every minute'
  if (total === 0) return `${styled('green', 'nothing')} as of ${exchangeTime(at)}`
  return [
    `${styled('red', String(total))} as of ${exchangeTime(at)}${findings.length < total ? `, the first ${findings.length}` : ''}`,
    table(
      ['what', 'job', 'nominal', ''],
      findings.map(({ kind, jobId, nominalAt, detail }) => [
        styled('red', kind),
        jobId,
        exchangeTime(nominalAt),
        detail,
      ]),
    ),
  ].join('\n')
}

/** One line a change. */
export const changeText = (one: JobOccurrence): string =>
  [
    exchangeTime(one.nominalAt),
    one.jobId,
    stateText(one),
    ...(one.elapsedMs === null ? [] : [tookText(one.elapsedMs)]),
    shortened(aboutText(one)),
  ]
    .filter((part) => part !== '')
    .join('  ')

/** What a back-fill does, or would do. */
export const backfillText = ({
  jobId,
  planned,
  reopened,
  leftAlone,
  dryRun,
}: RouterOutputs['jobs']['backfill']): string =>
  `${jobId}: ${planned} ${dryRun ? 'would be' : 'are'} planned, ${reopened} that did not run ${dryRun ? 'would be' : 'are'} planned again, ${leftAlone} left alone`
