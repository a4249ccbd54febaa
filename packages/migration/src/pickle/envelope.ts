import { type ArrayEnvelope, readArray } from './envelope-array.ts'
import { type FrameEnvelope, readFrame } from './envelope-frame.ts'
import type { PythonValue } from './python-value.ts'
import { PickleRefused, type Refusal } from './refusal.ts'

/** A value that is no envelope. */
export interface PlainValue {
  readonly kind: 'plain'
  readonly value: PythonValue
}

/**
 * Tells what the legacy cache manager put into a value: a DataFrame, a numpy array, or the value itself. A dict with the `type` of an
 * envelope that is none is refused; the manager itself could not read one either. Envelopes are looked for at the top only,
 * because the manager makes them nowhere else. Never throws.
 */
export const readEnvelope = (value: PythonValue): FrameEnvelope | ArrayEnvelope | PlainValue | Refusal => {
  if (typeof value !== 'object' || value?.kind !== 'dict') return { kind: 'plain', value }
  try {
    const type = value.entries.get('type')
    if (type === 'dataframe') return readFrame(value)
    if (type === 'numpy_array') return readArray(value)
    return { kind: 'plain', value }
  } catch (error) {
    if (error instanceof PickleRefused) return { kind: 'refused', tier: error.tier, reason: error.message, at: null }
    throw error
  }
}
