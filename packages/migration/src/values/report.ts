import { createHash } from 'node:crypto'
import type { RawValue } from './raw-value.ts'

/** Something of a legacy value that a user must know. */
export interface Named {
  /** The key as text, with what is not printable escaped, and the first letter where it reads like one of the others; `file:` and a path relative to the folder, or `support_resistance_levels#SYMBOL/scope`. */
  readonly place: string
  /** What it is and, where there is something to do, what. */
  readonly reason: string
}

/** A value that cannot be moved as it is. It was not changed, and nothing of it was run. */
export interface Quarantined extends Named {
  /** Bytes as they were read; null where they are too many to be held: they stay in the legacy store. */
  readonly bytes: Uint8Array | null
  /** `value`: as the legacy system stored it. `redis-dump`: a structure that is no string, as `DUMP` gives it. `json`: a row. */
  readonly form: RawValue['form']
  /** SHA-256 of the bytes, in hex; null without bytes. */
  readonly sha256: string | null
  /** How many bytes there are, held or not. */
  readonly size: number
}

/** What is kept of one in a report: everything but its bytes. */
export type QuarantinedFacts = Omit<Quarantined, 'bytes'>

/** Values that are known and not moved, by the reason. */
export interface LeftValues {
  readonly reason: string
  readonly values: number
  /** One of them. */
  readonly example: string
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A value with the reason why it is set aside. */
export const quarantinedOf = ({ place, bytes, form, size }: RawValue, reason: string): Quarantined => ({
  place,
  reason,
  bytes,
  form,
  sha256: bytes === null ? null : sha256Of(bytes),
  size,
})

/** Counts what is left, by the reason. */
export class LeftCounter {
  readonly #byReason = new Map<string, { values: number; readonly example: string }>()

  add({ place, reason }: Named): void {
    const counted = this.#byReason.get(reason)
    if (counted) counted.values += 1
    else this.#byReason.set(reason, { values: 1, example: place })
  }

  all(): LeftValues[] {
    return [...this.#byReason].map(([reason, counted]) => ({ reason, ...counted }))
  }
}
