import { type At, type Claim, jobsChannel } from '@fyntrix/db/jobs'
import type { JobDefinition } from '@fyntrix/domain/jobs'
import type { Now } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import { type AttemptDependencies, attempt, type Binding, Stopped } from './attempt.ts'
import type { PlanSettings } from './decide.ts'
import { keepScanning } from './keep-scanning.ts'
import type { LedgerDatabase } from './ledger-database.ts'
import type { NominalTimes } from './nominal-times.ts'
import { type Tick, tick } from './tick.ts'
import { waitFor } from './wait-for.ts'

export interface DaemonSettings extends PlanSettings, Pick<AttemptDependencies, 'settleAgainMs'> {
  /** Attempts that this daemon makes at a time. */
  readonly slots: number
  /** Milliseconds that running attempts get to end when the daemon is stopped; then they are aborted and given back. */
  readonly drainMs: number
}

/** Ten seconds for a lease: longer than a busy process is deaf, short enough for a take-over within 15 s. Eight to drain: whoever stops a process kills it after ten. */
export const daemonSettings: DaemonSettings = {
  leaseMs: 10_000,
  catchUpSpreadMs: 60_000,
  slots: 8,
  drainMs: 8_000,
  settleAgainMs: 500,
}

export interface DaemonDependencies {
  /** Connections for the ledger alone: a heartbeat must not wait for a handler. */
  readonly db: LedgerDatabase
  readonly bindings: readonly Binding[]
  readonly times: NominalTimes
  readonly settings: DaemonSettings
  /** Who this is: a name that no other daemon has or had. */
  readonly identity: { readonly id: string; readonly host: string; readonly pid: number }
  /** The instant of the ledger: null for PostgreSQL's clock, as ever outside simulations. */
  readonly at: () => At
  /** For ids and how long heartbeats have been failing. */
  readonly wall: Now
  readonly log: Log
  readonly overBudget: (definition: JobDefinition) => Promise<string | null>
}

/** Does the jobs of a ledger. Several may run at once, anywhere; none needs to know of the others. */
export interface Daemon {
  /** Plans and begins what is due, and answers milliseconds until the next look. Throws `unavailable` while PostgreSQL is away. */
  look(): Promise<number>
  /** Keeps the leases of what runs. Throws like `look`. */
  beat(): Promise<void>
  /** Looks, whenever something is due, keeps leases, and looks over the ledger every minute, until the signal is aborted; then waits for what runs, at most `drainMs`, and gives back the rest. */
  run(signal: AbortSignal): Promise<void>
  /** Attempts that run. */
  running(): number
  /** Resolves when nothing runs. */
  idle(): Promise<void>
}

const pollMs = 1_000
const shortestWaitMs = 20
/** Heartbeats to a lease. */
const beatsPerLease = 3

const keyOf = ({ jobId, nominalAt }: Pick<Claim, 'jobId' | 'nominalAt'>): string => `${jobId}@${nominalAt}`

export const createDaemon = (dependencies: DaemonDependencies): Daemon => {
  const { db, bindings, times, settings, identity, at, log } = dependencies
  const { leaseMs, slots, drainMs, settleAgainMs } = settings
  const bound = new Map(bindings.map((binding) => [binding.definition.id, binding]))
  const definitions = new Map(bindings.map(({ definition }) => [definition.id, definition]))
  const held = new Map<
    string,
    { readonly claim: Claim; readonly stop: AbortController; readonly done: Promise<void> }
  >()
  let wake: () => void = () => undefined
  let registered = false
  let lastBeat = performance.now()

  const begin = (claim: Claim): void => {
    const binding = bound.get(claim.jobId)
    if (binding === undefined) return
    // a lease of our own that ended while we did not look
    held.get(keyOf(claim))?.stop.abort(new Stopped('lease-lost'))
    const stop = new AbortController()
    const done = attempt({ ...dependencies, leaseMs, settleAgainMs }, binding, claim, stop).then(() => {
      if (held.get(keyOf(claim))?.claim === claim) held.delete(keyOf(claim))
      wake()
    })
    held.set(keyOf(claim), { claim, stop, done })
  }

  const look = async (): Promise<number> => {
    if (!registered) {
      await db.repositories().ledger.register([...definitions.keys()], at())
      registered = true
    }
    // with all slots taken it still plans, skips and tells others that something waits
    const free = Math.max(0, slots - held.size)
    const { claims, waitMs }: Tick = await tick({ db, definitions, times, settings, owner: identity.id }, at(), free)
    for (const claim of claims) begin(claim)
    return held.size >= slots ? pollMs : waitMs
  }

  const beat = async (): Promise<void> => {
    const mine = [...held.values()]
    const still = await db.repositories().ledger.beat(
      identity,
      mine.map(({ claim }) => claim),
      leaseMs,
      at(),
    )
    lastBeat = performance.now()
    for (const { claim, stop } of mine) {
      const found = still.find((one) => keyOf(one) === keyOf(claim))
      if (found?.cancelRequested) stop.abort(new Stopped('cancelled'))
      // one that has just ended is not there either, and nobody hears its abort
      else if (found === undefined) stop.abort(new Stopped('lease-lost'))
    }
  }

  const keepBeating = async (stopped: AbortSignal): Promise<void> => {
    while (!stopped.aborted) {
      try {
        await beat()
      } catch (error) {
        log.warn({ err: error }, 'the leases of running jobs could not be kept; trying again')
        if (performance.now() - lastBeat > leaseMs)
          for (const { stop } of held.values()) stop.abort(new Stopped('lease-lost'))
      }
      await waitFor(leaseMs / beatsPerLease, stopped)
    }
  }

  const idle = async (): Promise<void> => {
    while (held.size > 0) await Promise.all([...held.values()].map(({ done }) => done))
  }

  const drain = async (): Promise<void> => {
    const timer = setTimeout(() => {
      for (const { stop } of held.values()) stop.abort(new Stopped('stopping'))
    }, drainMs)
    await idle()
    clearTimeout(timer)
  }

  const keepLooking = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      // woken while looking counts: something may have become due behind the look
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      let waitMs = pollMs
      try {
        waitMs = await look()
      } catch (error) {
        log.warn({ err: error }, 'the ledger of jobs could not be read; trying again')
      }
      await Promise.race([woken, waitFor(Math.max(shortestWaitMs, Math.min(waitMs, pollMs)), signal)])
    }
  }

  return {
    look,
    beat,
    running: () => held.size,
    idle,
    async run(signal) {
      const ended = new AbortController()
      const beating = keepBeating(ended.signal)
      const listening = await db
        .listen(jobsChannel, () => wake(), signal)
        .catch((error: unknown) => {
          log.warn({ err: error }, 'not told of changes of jobs; looking every second')
          return null
        })
      const scanning = keepScanning({ db, definitions, times, at, log }, signal)
      await keepLooking(signal)
      await drain()
      await scanning
      ended.abort()
      await beating
      await listening?.close()
      await db
        .repositories()
        .ledger.signOff(identity.id, at())
        .catch((error: unknown) => log.warn({ err: error }, 'the daemon could not sign off'))
    },
  }
}
