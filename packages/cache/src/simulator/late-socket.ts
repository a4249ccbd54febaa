import { Socket } from 'node:net'
import type { Chance } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** By how many turns bytes are late on average: to the server, and from it. */
export interface Pace {
  readonly up: number
  readonly down: number
}

export interface Lateness {
  readonly scheduler: Scheduler
  readonly chance: () => Chance
  readonly pace: () => Pace
}

/** A connection whose bytes are late, by chance, in their order: as TCP delivers them over a network that is slow now and then. */
export class LateSocket extends Socket {
  readonly #lateness: Lateness
  #received = 0

  constructor(lateness: Lateness) {
    super()
    this.#lateness = lateness
    this.setNoDelay(true)
  }

  override push(bytes: unknown, encoding?: BufferEncoding): boolean {
    const { scheduler } = this.#lateness
    const due = Math.max(this.#received, scheduler.turn + this.#late('down'))
    this.#received = due
    if (due <= scheduler.turn) return super.push(bytes, encoding)
    scheduler.at(due, () => {
      // what was under way when the connection was lost is lost
      if (!this.destroyed) super.push(bytes, encoding)
    })
    return true
  }

  override _write(bytes: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#later(() => super._write(bytes, encoding, done), done)
  }

  override _writev(all: { chunk: unknown; encoding: BufferEncoding }[], done: (error?: Error | null) => void): void {
    this.#later(() => super._writev?.(all, done), done)
  }

  #later(send: () => void, lost: () => void): void {
    const late = this.#late('up')
    const { scheduler } = this.#lateness
    if (late === 0) send()
    else scheduler.at(scheduler.turn + late, () => (this.destroyed ? lost() : send()))
  }

  #late(direction: keyof Pace): number {
    const { chance, pace } = this.#lateness
    const mean = pace()[direction]
    return mean === 0 || chance().hit(0.5) ? 0 : chance().below(4 * mean)
  }
}
