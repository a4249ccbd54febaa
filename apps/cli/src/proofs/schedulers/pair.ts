import type { Scratch } from '../../shared/scratch.ts'
import { type DaemonProcess, startDaemonProcess } from './daemon-process.ts'
import { createHappenings, type Happenings } from './happenings.ts'
import type { Entry, Journal } from './journal.ts'
import type { Assignment, Told } from './messages.ts'

/** Which of a pair. */
export type Place = 0 | 1

/** What a process of a pair told, or what was entered in the ledger of its job. */
export type Happening = Entry | (Exclude<Told, { kind: 'ready' }> & { readonly from: Place })

/** Two daemons of one job. */
export interface Pair {
  readonly jobId: string
  readonly happenings: Happenings<Happening>
  at(place: Place): DaemonProcess
  /** Starts one in place of another that is gone. Resolves when it runs. */
  replace(place: Place): Promise<void>
}

/** Starts both; they end with `scratch`. */
export const startPair = async (
  scratch: Scratch,
  journal: Journal,
  jobId: string,
  assignment: Omit<Assignment, 'jobIds'>,
): Promise<Pair> => {
  const happenings = createHappenings<Happening>()
  journal.follow(jobId, (entry) => happenings.add(entry))
  const start = (from: Place) =>
    scratch.owns(
      startDaemonProcess({ ...assignment, jobIds: [jobId] }, (told) => {
        if (told.kind !== 'ready') happenings.add({ ...told, from })
      }),
    )
  const both = await Promise.all([start(0), start(1)])
  return {
    jobId,
    happenings,
    at: (place) => both[place],
    async replace(place) {
      both[place] = await start(place)
    },
  }
}

const open = new Set(['planned', 'running'])

/** That an occurrence has ended. */
export const isEnd =
  (nominalAt: number) =>
  (one: Happening): one is Entry =>
    one.kind === 'entered' && one.nominalAt === nominalAt && !open.has(one.state)

/** That an attempt of it began after another. */
export const isTakeOver =
  (nominalAt: number, after: number) =>
  (one: Happening): one is Entry =>
    one.kind === 'entered' && one.nominalAt === nominalAt && one.state === 'running' && (one.epoch ?? 0) > after
