/** Groups of payloads that are not imported: C a raw numpy array, D a raw pandas object, E anything else that is no plain data. */
export type RefusalTier = 'C' | 'D' | 'E'

/** Why bytes are not imported. */
export interface Refusal {
  readonly kind: 'refused'
  /** Null where the bytes are damaged, are no pickle, or exceed a limit: then nothing can be said of what they hold. */
  readonly tier: RefusalTier | null
  /** What it is and, where something helps, what to do. Printable ASCII, whatever the bytes are. */
  readonly reason: string
  /** Offset of the opcode in the pickle, unpacked if it was gzipped; null where the bytes are sound but not what they seem. */
  readonly at: number | null
}

/** Ends the reading from within. `readPickle` turns it into a `Refusal`, so that it never leaves this folder. */
export class PickleRefused extends Error {
  override readonly name = 'PickleRefused'
  readonly tier: RefusalTier | null

  constructor(reason: string, tier: RefusalTier | null = null) {
    super(reason)
    this.tier = tier
  }
}

/** Throws `PickleRefused` unless the condition holds. */
export const demand: (holds: boolean, reason: string, tier?: RefusalTier | null) => asserts holds = (
  holds,
  reason,
  tier = null,
) => {
  if (!holds) throw new PickleRefused(reason, tier)
}

const longestText = 120

/** Text of a payload for a reason: printable ASCII, and cut where it is long. */
export const printable = (text: string): string => {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}...` : text
  return cut.replace(/[^ -~]/g, '?')
}
