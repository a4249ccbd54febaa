import type { FamilyKind, History } from './history.ts'
import type { Paces } from './network.ts'
import type { Plan } from './plan.ts'
import { comesBack, SimulatedProcess } from './process.ts'
import { type Chance, chanceOf } from './random.ts'
import { Run } from './run.ts'
import { Scheduler } from './scheduler.ts'
import { ServerSide } from './server-side.ts'
import type { Limits, OpenSubject } from './subject.ts'

export interface WorldOptions {
  /** A server of this world's own: it is flushed. */
  readonly url: URL
  readonly limits: Limits
  readonly open: OpenSubject
}

const undelayed: Paces = { data: { up: 0, down: 0 }, ear: { up: 0, down: 0 } }

/** Processes around one server. They carry out one plan after the other; those that died are replaced in between. */
export class World {
  readonly #options: WorldOptions
  readonly #scheduler = new Scheduler()
  readonly #server: ServerSide
  readonly #processes: (SimulatedProcess | undefined)[] = []
  #chance: Chance = chanceOf(0, 0)
  #plan: Plan | undefined
  #run: Run | undefined
  #prefix = ''
  #runs = 0
  #born = 0

  constructor(options: WorldOptions) {
    this.#options = options
    this.#server = new ServerSide(options.url)
  }

  /** Carries out a plan and answers what happened. */
  async carryOut(plan: Plan, chance: Chance): Promise<History> {
    // another simulation may have left something
    if (this.#runs === 0) await this.#server.flush()
    this.#runs += 1
    this.#chance = chance
    // nobody is disturbed while processes are born
    this.#plan = undefined
    const processes = await Promise.all(plan.paces.map((_, i) => this.#process(i)))
    this.#plan = plan
    this.#prefix = `${this.#runs}`
    const run = new Run({
      plan,
      prefix: this.#prefix,
      processes,
      server: this.#server,
      scheduler: this.#scheduler,
      chance,
      limits: this.#options.limits,
    })
    this.#run = run
    await run.finish()
    return run.history
  }

  close(): void {
    for (const process of this.#processes) process?.die()
    this.#server.close()
  }

  async #process(i: number): Promise<SimulatedProcess> {
    const known = this.#processes[i]
    const process = known?.alive ? known : await this.#bear(i)
    this.#processes[i] = process
    await comesBack(process)
    return process
  }

  #bear(i: number): Promise<SimulatedProcess> {
    this.#born += 1
    const { url, limits, open } = this.#options
    return SimulatedProcess.open({
      name: `${'abc'.charAt(i)}${this.#born}`,
      url,
      scheduler: this.#scheduler,
      chance: () => this.#chance,
      pace: () => this.#plan?.paces[i] ?? undelayed,
      limits,
      open,
      load: (process, kind, key) => this.#load(process, kind, key),
    })
  }

  async #load(process: SimulatedProcess, _: FamilyKind, key: string): Promise<number> {
    // a process that died may still try what belongs to an earlier run
    if (!this.#run || !process.alive || !key.startsWith(`${this.#prefix}-`)) throw new Error('that run is over')
    return this.#run.load(process, key)
  }
}
