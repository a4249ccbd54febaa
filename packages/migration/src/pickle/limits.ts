/** What one pickle may cost. Beyond any of these it is refused. */
export interface PickleLimits {
  /** Bytes as stored, and again when unpacked. */
  readonly bytes: number
  readonly opcodes: number
  /** Entries of the memo, and the values that an opcode may refer back to. */
  readonly memo: number
  /** Values and marks on the stack. */
  readonly stack: number
  /** Containers within one another. */
  readonly depth: number
  /** Bytes of one text or one `bytes`. */
  readonly text: number
  /** Bytes of one integer. */
  readonly integer: number
  /** Lists, tuples, sets, dicts and dates that are made: each costs far more memory than the byte that asks for it. */
  readonly objects: number
  /**
   * Size of the value when it is written out: 1 for each value, and its length for text and bytes. What is referred to twice counts
   * twice, since a few bytes can stand for a tree that no memory holds.
   */
  readonly size: number
}

/** At least eight times what the largest real payload (15,750 rows in 1.3 MB; 0.41 million opcodes, 47,000 objects) needs. */
export const defaultPickleLimits: PickleLimits = {
  bytes: 64 * 1024 * 1024,
  opcodes: 4_000_000,
  memo: 1_000_000,
  stack: 65_536,
  depth: 100,
  text: 16 * 1024 * 1024,
  integer: 1024,
  objects: 400_000,
  size: 64 * 1024 * 1024,
}
