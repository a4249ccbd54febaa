import { setTimeout as delay } from 'node:timers/promises'
import { type Deeds, stepIn } from './deeds.ts'
import type { ConnectionKind, History } from './history.ts'
import type { Plan, Step } from './plan.ts'
import { comesBack, type SimulatedProcess } from './process.ts'
import type { Chance } from './random.ts'
import { Recorder } from './recorder.ts'
import type { Scheduler } from './scheduler.ts'
import type { ServerSide } from './server-side.ts'
import type { Limits } from './subject.ts'

export interface RunOptions {
  readonly plan: Plan
  /** Begins each key: other runs have other keys. */
  readonly prefix: string
  readonly processes: readonly SimulatedProcess[]
  readonly server: ServerSide
  readonly scheduler: Scheduler
  readonly chance: Chance
  readonly limits: Limits
}

/** One plan being carried out. */
export class Run {
  readonly #options: RunOptions
  readonly #recorder = new Recorder(() => performance.now())
  readonly #dying = new Map<SimulatedProcess, () => void>()
  readonly #cuts = new Set<Promise<void>>()
  #values = 0

  constructor(options: RunOptions) {
    this.#options = options
  }

  /** What happened so far. */
  get history(): History {
    const { plan, limits } = this.#options
    const { family, number } = plan
    const bound = family === 'bounded' ? limits.bound : undefined
    return { number, family, ...limits, bound, spans: this.#recorder.spans }
  }

  /** What the loaders of all processes do. */
  async load(process: SimulatedProcess, key: string): Promise<number> {
    const { plan, scheduler, chance } = this.#options
    const record = { type: 'load', key, value: this.#next() } as const
    const answered = this.#recorder.begin(process.name, { ...record, ok: false })
    const dies = this.#dying.get(process)
    if (dies) {
      dies()
      return process.death
    }
    await scheduler.wait(1 + chance.below(plan.loading))
    if (!process.alive) return process.death
    const ok = !chance.hit(plan.failing)
    answered({ ...record, ok })
    if (!ok) throw new Error('the source is down')
    return record.value
  }

  /** Carries it out; resolves when nothing of it goes on any more. Throws when a process does not come back. */
  async finish(): Promise<void> {
    const { plan, processes, server } = this.#options
    const running = new AbortController()
    const census = plan.family === 'bounded' ? this.#watchBound(running.signal) : undefined
    // awaited in the end
    census?.catch(() => undefined)
    await Promise.all(plan.callers.map(({ process, steps }) => this.#call(processes[process], steps)))
    await Promise.all(this.#cuts)
    const living = processes.filter(({ alive }) => alive)
    await this.#lookAround(living)
    await Promise.all(living.map(({ subject }) => subject.drain()))
    running.abort()
    await census
    this.#recorder.close()
    await server.forget(plan.family, this.#keys())
  }

  /** What everybody sees in the end. */
  async #lookAround(living: readonly SimulatedProcess[]): Promise<void> {
    const deeds = this.#deeds()
    await Promise.all(living.map((process) => stepIn(deeds, process, { what: 'settle', rest: 0 })))
    const reads = living.flatMap((process) =>
      this.#keys().map((_, key) => stepIn(deeds, process, { what: 'read', via: 'read', key, rest: 0 })),
    )
    await Promise.all(reads)
  }

  #next(): number {
    this.#values += 1
    return this.#values
  }

  #keys(): readonly string[] {
    return Array.from({ length: this.#options.plan.keys }, (_, i) => `${this.#options.prefix}-${i}`)
  }

  #deeds(): Deeds {
    const { plan, server } = this.#options
    return {
      family: plan.family,
      keys: this.#keys(),
      server,
      recorder: this.#recorder,
      next: () => this.#next(),
      // it goes on while the callers do other things
      cut: (process, connection) => {
        const cut = this.#cut(process, connection)
        this.#cuts.add(cut)
        // awaited before the end
        cut.catch(() => undefined)
      },
      dying: (process, loading) => this.#dying.set(process, loading),
    }
  }

  async #call(process: SimulatedProcess | undefined, steps: readonly Step[]): Promise<void> {
    const deeds = this.#deeds()
    for (const step of steps) {
      if (step.rest > 0) await this.#options.scheduler.wait(step.rest)
      if (!process?.alive) return
      // nobody is left to see the answer of one that died
      await Promise.race([stepIn(deeds, process, step), process.death]).catch((error: unknown) => {
        if (process.alive) throw error
      })
    }
  }

  async #cut(process: SimulatedProcess, connection: ConnectionKind): Promise<void> {
    const mended = this.#recorder.begin(process.name, { type: 'cut', connection })
    process.cut(connection)
    // the loss is noticed a moment later
    await delay(1)
    await comesBack(process)
    if (process.alive) mended({ type: 'cut', connection })
  }

  async #watchBound(signal: AbortSignal): Promise<void> {
    const { server, scheduler } = this.#options
    while (!signal.aborted) {
      this.#recorder.note('server', { type: 'census', ...(await server.census()) })
      await scheduler.wait(20)
    }
  }
}
