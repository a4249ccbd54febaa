import type { QuarantineReason } from '@fyntrix/domain/candles'

/** Why a row or a file cannot be imported: the reason to count by, and what exactly is wrong, for people. */
export interface Fault {
  readonly reason: QuarantineReason
  readonly detail: string
}
