import { checkHistory } from './check.ts'
import type { Deed, History, Violation } from './history.ts'
import { openKernel } from './kernel.ts'
import { planOf } from './plan.ts'
import { chanceOf } from './random.ts'
import type { Limits, OpenSubject } from './subject.ts'
import { World } from './world.ts'

export interface SimulationOptions {
  /** Servers of the simulation's own, one for each world; worlds run at the same time. They are flushed. */
  readonly urls: readonly string[]
  readonly seed: number
  /** Numbers of the histories, such as 0 to 9,999. One may come several times: chance is the same, the network's own timing is not. */
  readonly numbers: Iterable<number>
  /** What is simulated; the cache of this package by default. */
  readonly open?: OpenSubject
  readonly onHistory?: (soFar: Simulated) => void
  /** Ends before all histories are done when so many broke a promise; 10 by default. */
  readonly enough?: number
}

/** A history that breaks promises. */
export interface Broken {
  readonly history: History
  readonly violations: readonly Violation[]
}

/** What a simulation did and found. */
export interface Simulated {
  readonly histories: number
  /** Reads, writes, loads and faults by their type. */
  readonly deeds: Readonly<Record<string, number>>
  readonly broken: readonly Broken[]
}

const limits: Limits = { lease: 1_000, pause: 30, hard: 60_000, bound: 3 }

const nameOf = (deed: Deed): string => (deed.type === 'cut' ? `cut ${deed.connection}` : deed.type)

/** Carries out histories and checks each against the consistency model. The same seed gives the same plans and delays. */
export const simulate = async (options: SimulationOptions): Promise<Simulated> => {
  const { urls, seed, numbers, open = openKernel, onHistory, enough = 10 } = options
  const left = Iterator.from(numbers)
  const deeds: Record<string, number> = {}
  const broken: Broken[] = []
  let histories = 0
  const inWorld = async (url: string): Promise<void> => {
    const world = new World({ url: new URL(url), limits, open })
    try {
      for (const number of left) {
        const chance = chanceOf(seed, number)
        const history = await world.carryOut(planOf(number, chance), chance).catch((cause: unknown) => {
          throw new Error(`history ${number}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
        })
        const violations = checkHistory(history)
        if (violations.length > 0) broken.push({ history, violations })
        for (const { deed } of history.spans) deeds[nameOf(deed)] = (deeds[nameOf(deed)] ?? 0) + 1
        histories += 1
        onHistory?.({ histories, deeds, broken })
        if (broken.length >= enough) return
      }
    } finally {
      world.close()
    }
  }
  await Promise.all(urls.map(inWorld))
  return { histories, deeds, broken }
}
