import { setTimeout as delay } from 'node:timers/promises'
import type { Journal } from './journal.ts'
import { type Happening, isEnd, isTakeOver, type Pair, type Place } from './pair.ts'

/** How the process with a holder ends: as in a crash; told to, with work that ends before its patience does; or with work that does not. */
export const endings = ['killed', 'drained', 'given back'] as const
export type Ending = (typeof endings)[number]

/** How one ended, durations in milliseconds by PostgreSQL's clock. */
export type Ended =
  /** From the kill until another daemon began the attempt. */
  | { readonly ending: 'killed'; readonly takeOverMs: number }
  /** From the signal until the process was gone, having finished what it held. */
  | { readonly ending: 'drained'; readonly goneMs: number }
  /** From the signal until it gave back what it held, and from then until another had it. */
  | { readonly ending: 'given back'; readonly gaveUpMs: number; readonly takeOverMs: number }

const oppositeOf = (place: Place): Place => (place === 0 ? 1 : 0)

/** Until when a holder is left alone: more than a heartbeat, so that kills fall anywhere between two. */
export const leaveAloneMs = (leaseMs: number): number => leaseMs * 0.4

/**
 * Waits until one of a pair holds the job and ends its process `waitMs` later in one of the ways; afterwards that place is free and the occurrence has ended. Throws where something was
 * not as promised.
 */
export const endHolder = async (
  pair: Pair,
  journal: Journal,
  ending: Ending,
  waitMs: number,
  after: number,
): Promise<{ readonly nominalAt: number; readonly place: Place; readonly ended: Ended }> => {
  const { happenings, jobId } = pair
  const isBegin = (one: Happening): one is Happening & { kind: 'began' } =>
    one.kind === 'began' && one.nominalAt > after
  let { from, nominalAt, epoch } = await happenings.first(isBegin, 'an attempt')
  await delay(waitMs)
  // a machine that is too busy for heartbeats: somebody else has it by now
  for (const one of happenings.all())
    if (one.kind === 'began' && one.nominalAt === nominalAt && one.epoch > epoch) ({ from, epoch } = one)
  const holder = pair.at(from)
  const other = pair.at(oppositeOf(from))
  const begun = await journal.now()
  holder.signal(ending === 'killed' ? 'SIGKILL' : 'SIGTERM')
  if (ending === 'drained') holder.tell({ finish: jobId })
  const takenOver = async () => {
    const { at, epoch: newer } = await happenings.first(isTakeOver(nominalAt, epoch), 'a take-over')
    const isNext = (one: Happening): one is Happening & { kind: 'began' } => one.kind === 'began' && one.epoch === newer
    await happenings.first(isNext, 'the successor')
    other.tell({ finish: jobId })
    return at
  }
  const settle = async (): Promise<Ended> => {
    if (ending === 'killed') return { ending, takeOverMs: (await takenOver()) - begun }
    if (ending === 'given back') {
      const isGiven = (one: Happening): one is Happening & { kind: 'entered' } =>
        one.kind === 'entered' && one.nominalAt === nominalAt && one.state === 'planned' && one.epoch === epoch
      const { at: gaveUpAt } = await happenings.first(isGiven, 'the return of what was held')
      return { ending, gaveUpMs: gaveUpAt - begun, takeOverMs: (await takenOver()) - gaveUpAt }
    }
    const code = await holder.gone
    if (code !== 0) throw new Error(`a daemon that was told to stop ended with ${code}`)
    return { ending, goneMs: (await journal.now()) - begun }
  }
  const ended = await settle()
  const end = await happenings.first(isEnd(nominalAt), 'the end of an occurrence')
  if (end.state !== 'ran' && end.state !== 'caught-up')
    throw new Error(`an occurrence that was ${ending} ended as ${end.state}`)
  if (ending === 'drained' && end.epoch !== epoch) throw new Error('what was drained was finished by another')
  await holder.gone
  happenings.forget((one) => one.nominalAt < nominalAt)
  return { nominalAt, place: from, ended }
}
