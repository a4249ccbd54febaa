import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { OwnServer } from '../../shared/own-server.ts'
import type { OwnServices } from '../../shared/own-services.ts'
import type { Changing, Crew, Errand, Outcome } from './crew.ts'
import { type Fault, faultsOf } from './meetings.ts'
import { type Allowance, problemsOfChange, problemsOfErrand } from './verdicts.ts'

/** What became of the calls that met one fault. */
export interface FaultReport {
  calls: number
  done: number
  /** Answered with `unavailable`, the others. */
  unavailable: number
  /** Of these, how many had been done all the same. */
  doneAllTheSame: number
  slowestMs: number
  /** Until the server said that all is well after the fault was over, at most. */
  recoveredMs: number
}

interface Setup {
  readonly own: OwnServices
  readonly crew: Crew
  readonly server: Pick<OwnServer, 'url' | 'adminKey'>
  readonly pauseMs: number
  /** A number from 0 to below `limit`. */
  readonly random: (limit: number) => number
  readonly wanted: (path: string) => boolean
  /** Told of each call that met a fault. */
  readonly onCall: (fault: string, path: string) => void
}

const Health = z.object({ result: z.object({ data: z.object({ status: z.string() }) }) })

const readyPatience = 60_000
/** a call that begins later would not meet much of a pause */
const usedOfPause = 0.8

/** Lets every mutation meet every fault, and notes what was promised and not kept. */
export const createRounds = ({ own, crew, server, pauseMs, random, wanted, onCall }: Setup) => {
  const { url, adminKey: key } = server
  const broken: string[] = []
  const faults: Record<string, FaultReport> = {}
  const references = new Map<string, string>()
  const changing = crew.changing.filter(({ path }) => wanted(path))
  const errands = crew.errands.filter(({ path }) => wanted(path))
  const { none, restarts, cuts, away, paused, whilePaused } = faultsOf({ own, crew, pauseMs, random })
  const pathsOf = (calls: readonly (Changing | Errand)[]) => calls.map(({ path }) => path)

  const note = (fault: string, path: string, outcome: Outcome, shape: string): void => {
    const none = { calls: 0, done: 0, unavailable: 0, doneAllTheSame: 0, slowestMs: 0, recoveredMs: 0 }
    const report = (faults[fault] ??= none)
    report.calls += 1
    if (outcome.code === 'unavailable') {
      report.unavailable += 1
      if (shape !== '') report.doneAllTheSame += 1
    } else {
      report.done += 1
    }
    report.slowestMs = Math.max(report.slowestMs, outcome.ms)
    onCall(fault, path)
  }

  /** Waits until the server says that all is well, without anybody's help. */
  const recover = async (fault: string): Promise<void> => {
    const begun = performance.now()
    for (;;) {
      // not what supervisors ask, which looks once a second only
      const answer = await fetch(`${url}/trpc/health.check`, { headers: { authorization: `Bearer ${key}` } })
      const status = Health.safeParse(await answer.json()).data?.result.data.status
      const ms = performance.now() - begun
      const report = faults[fault]
      if (report) report.recoveredMs = Math.max(report.recoveredMs, ms)
      if (status === 'up') return
      if (ms > readyPatience) throw new Error(`${fault}: a minute after it was over the server is ${status}`)
      await delay(50)
    }
  }

  const only = <T>(list: readonly T[]): T => {
    const [first] = list
    if (first === undefined) throw new Error('nothing was answered')
    return first
  }

  /** Sends a copy again, now that all is well, and judges all that became of it. */
  const judge = async (change: Changing, allowance: Allowance, copy: number, outcome: Outcome, shape: string) => {
    await crew.mark()
    const repeated = only(await crew.send([copy]))
    const repeatedShape = await crew.shape()
    const reference = references.get(change.path) ?? shape
    references.set(change.path, reference)
    broken.push(...problemsOfChange(change, reference, allowance, { outcome, shape, repeated, repeatedShape }))
  }

  const alone = async (change: Changing, fault: Fault): Promise<void> => {
    const copies = await crew.prepare([change.path])
    await crew.mark()
    const outcome = only(await fault.meet(copies))
    const shape = await crew.shape()
    note(fault.fault, change.path, outcome, shape)
    await recover(fault.fault)
    await judge(change, fault, only(copies), outcome, shape)
  }

  const together = async (fault: Fault): Promise<void> => {
    if (errands.length === 0) return
    const copies = await crew.prepare(pathsOf(errands))
    const outcomes = await fault.meet(copies)
    for (const [n, outcome] of outcomes.entries()) note(fault.fault, errands[n]?.path ?? '', outcome, '')
    await recover(fault.fault)
    for (const [n, errand] of errands.entries()) {
      const [copy, outcome] = [copies[n], outcomes[n]]
      if (copy === undefined || outcome === undefined) throw new Error(`${errand.path} was not answered`)
      const repeated = only(await crew.send([copy]))
      broken.push(...problemsOfErrand(errand, fault, { outcome, repeated }))
    }
  }

  /** What the first of a kind makes the later ones find: without it they would differ from the first. */
  const warmUp = async (): Promise<void> => {
    for (const { path } of changing) await crew.send(await crew.prepare([path]))
  }

  /** All at once, while PostgreSQL is away: whatever is there afterwards was done by a server that had no database. */
  const withoutPostgres = async (): Promise<void> => {
    await together(away)
    const copies = await crew.prepare(pathsOf(changing))
    await crew.mark()
    const outcomes = await away.meet(copies)
    const shape = await crew.shape()
    if (shape !== '') broken.push(`${away.fault}: something was done all the same: ${shape}`)
    for (const [n, change] of changing.entries()) {
      const [copy, outcome] = [copies[n], outcomes[n]]
      if (copy === undefined || outcome === undefined) throw new Error(`${change.path} was not answered`)
      note(away.fault, change.path, outcome, '')
      if (n === 0) await recover(away.fault)
      await judge(change, away, copy, outcome, '')
    }
  }

  /** One pause for as many of `waiting` as begin while it lasts; they are taken out. */
  const pause = async (waiting: Changing[]): Promise<void> => {
    const sparing = waiting.filter(({ sweeping }) => !sweeping)
    const next = sparing.length > 0 ? sparing : waiting
    const copies = await crew.prepare(pathsOf(next))
    const met = await whilePaused(async () => {
      const done: { change: Changing; copy: number; outcome: Outcome; shape: string }[] = []
      const begun = performance.now()
      for (const [n, change] of next.entries()) {
        const copy = copies[n]
        if (copy === undefined || performance.now() - begun > usedOfPause * pauseMs) break
        await crew.mark()
        const outcome = only(await crew.send([copy]))
        done.push({ change, copy, outcome, shape: await crew.shape() })
      }
      return done
    })
    for (const { change, outcome, shape } of met) note(paused.fault, change.path, outcome, shape)
    await recover(paused.fault)
    for (const { change, copy, outcome, shape } of met) await judge(change, paused, copy, outcome, shape)
    const gone = new Set(met.map(({ change }) => change))
    waiting.splice(0, waiting.length, ...waiting.filter((change) => !gone.has(change)))
  }

  return {
    broken,
    faults,
    mutations: changing.length + errands.length,
    /** How many calls meet a fault in a round. */
    calls: (1 + restarts.length + cuts.length + 2) * changing.length + (restarts.length + 3) * errands.length,
    async round(): Promise<void> {
      if (references.size === 0) await warmUp()
      for (const change of changing) await alone(change, none)
      await together(none)
      for (const fault of [...restarts, ...cuts]) for (const change of changing) await alone(change, fault)
      for (const fault of restarts) await together(fault)
      await withoutPostgres()
      const waiting = [...changing]
      while (waiting.length > 0) await pause(waiting)
      await together(paused)
    },
  }
}
