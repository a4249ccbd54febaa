import { CorruptValueError } from '../standard-schema.ts'

/** The bytes were not written by this layout: another program's value, or a format version, codec or compression that is not known here. */
export class ForeignValueError extends CorruptValueError {
  override readonly name = 'ForeignValueError'
}

/**
 * The value is intact but has another schema version, and cannot be read under ours. It counts as a miss. Deliberately no `CorruptValueError`:
 * what is corrupt may be deleted, and during a rollout a value of the newer version belongs to somebody who can read it.
 */
export class SchemaVersionError extends Error {
  override readonly name: string = 'SchemaVersionError'
  readonly stored: number
  readonly current: number

  constructor(message: string, stored: number, current: number) {
    super(message)
    this.stored = stored
    this.current = current
  }
}

/** The value was written under a newer schema version than ours. */
export class NewerValueError extends SchemaVersionError {
  override readonly name = 'NewerValueError'

  constructor(stored: number, current: number) {
    super(`the value has schema version ${stored}, newer than ours, ${current}`, stored, current)
  }
}

/** The value was written under an older schema version, and no chain of migrations leads from there to ours. */
export class UnmigratedValueError extends SchemaVersionError {
  override readonly name = 'UnmigratedValueError'

  constructor(stored: number, current: number) {
    super(`no migration leads from schema version ${stored} to ${current}`, stored, current)
  }
}

/** A value that is to be written has more bytes than its definition allows. */
export class OversizedValueError extends Error {
  override readonly name = 'OversizedValueError'
  readonly bytes: number
  readonly limit: number

  constructor(bytes: number, limit: number) {
    super(`the value has ${bytes} bytes, more than the allowed ${limit}`)
    this.bytes = bytes
    this.limit = limit
  }
}
