import { asDtype, fieldsOf, listOf } from './envelope-fields.ts'
import type { PythonDict, PythonValue } from './python-value.ts'
import { demand } from './refusal.ts'

/** A numpy array. */
export interface ArrayEnvelope {
  readonly kind: 'array'
  /** numpy's name of the type. */
  readonly dtype: string
  /** Length of each dimension; none for a single value. */
  readonly shape: readonly number[]
  /** All values, the last dimension running fastest. Of `int…`, `float…`, `bool` and `datetime64…` they are of that kind. */
  readonly values: readonly PythonValue[]
}

/** numpy 2 has arrays of at most so many dimensions (NPY_MAXDIMS). */
const mostDimensions = 64

const isLength = (value: PythonValue): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

const shapeOf = (shape: PythonValue): readonly number[] => {
  demand(typeof shape === 'object' && shape?.kind === 'tuple', 'shape is no tuple')
  const lengths = shape.items.filter(isLength)
  demand(lengths.length === shape.items.length && lengths.length <= mostDimensions, 'shape is no list of lengths')
  return lengths
}

/** Opens one level of a nested list after the other, each of which must have the length that its dimension tells. */
const flatten = (data: PythonValue, shape: readonly number[]): readonly PythonValue[] => {
  let level: readonly PythonValue[] = [data]
  for (const length of shape) {
    const lists = level.map((value) => listOf(value, 'a part of data'))
    demand(
      lists.every((list) => list.length === length),
      'the nested list does not have the shape of the array',
    )
    level = lists.flat()
  }
  return level
}

/**
 * Reads the envelope of a numpy array: `type` ('numpy_array'), `data` (nested lists; the bare value for no dimension), `shape` (a tuple), `dtype`.
 * The specification tells of the parts but not of the keys, which are those of the original `RedisUnifiedCacheManager`. Strict where it is
 * silent: no other keys, and the lists must have the shape. Throws `PickleRefused` for anything else.
 */
export const readArray = (envelope: PythonDict): ArrayEnvelope => {
  const field = fieldsOf(envelope, 'numpy array', ['data', 'shape', 'dtype'])
  const dtype = field('dtype')
  demand(typeof dtype === 'string', 'dtype is no text')
  const shape = shapeOf(field('shape'))
  return { kind: 'array', dtype, shape, values: asDtype(flatten(field('data'), shape), dtype, 'the array') }
}
