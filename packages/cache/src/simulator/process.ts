import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectionKind, FamilyKind } from './history.ts'
import { Link, type Paces } from './network.ts'
import type { Chance } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import type { Limits, OpenSubject, Subject } from './subject.ts'

export interface ProcessOptions {
  readonly name: string
  readonly url: URL
  readonly scheduler: Scheduler
  readonly chance: () => Chance
  readonly pace: () => Paces
  readonly limits: Limits
  readonly open: OpenSubject
  readonly load: (process: SimulatedProcess, kind: FamilyKind, key: string) => Promise<number>
}

/** Milliseconds that a process may take until it hears and is answered, on a machine that is busy with other things. */
const patience = 60_000

/** Resolves when a process is ready, or dead. Throws when it does not come back although its server should be there. */
export const comesBack = async (process: SimulatedProcess): Promise<void> => {
  const until = performance.now() + patience
  while (process.alive && !process.subject.ready) {
    if (performance.now() > until)
      throw new Error(`${process.name} ${process.subject.coherent ? 'does not use its server' : 'does not hear'} again`)
    await delay(1)
  }
}

/** One process of the simulation: a cache behind a network of its own, that can die. */
export class SimulatedProcess {
  readonly name: string
  readonly subject: Subject
  readonly #link: Link
  readonly #death = Promise.withResolvers<never>()
  alive = true

  private constructor(name: string, subject: Subject, link: Link) {
    this.name = name
    this.subject = subject
    this.#link = link
    this.#death.promise.catch(() => undefined)
  }

  static async open({ url, scheduler, chance, pace, limits, open, load, name }: ProcessOptions) {
    const address = { host: url.hostname, port: Number(url.port) }
    const link = new Link({ ...address, scheduler, chance, pace })
    let self: SimulatedProcess | undefined
    const subject = await open({
      connection: {
        ...address,
        ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
        Connector: link.connector,
      },
      instance: name,
      random: () => chance().next(),
      limits,
      load: (kind, key) => (self ? load(self, kind, key) : Promise.reject(new Error('it is not open yet'))),
    })
    self = new SimulatedProcess(name, subject, link)
    return self
  }

  /** Rejects when the process dies: whoever is in it never gets an answer. */
  get death(): Promise<never> {
    return this.#death.promise
  }

  cut(kind: ConnectionKind): void {
    this.#link.cut(kind)
  }

  /** Ends it between two instructions: Redis hears nothing more of it. */
  die(): void {
    this.alive = false
    this.#link.close()
    this.subject.close()
    this.#death.reject(new Error(`${this.name} died`))
  }
}
