import { asDtype, fieldsOf, listOf } from './envelope-fields.ts'
import type { PythonDict, PythonValue } from './python-value.ts'
import { demand, printable } from './refusal.ts'

/** A column: one value for each row. */
export interface FrameColumn {
  readonly name: string
  /** pandas' name of the type. Null where the column was the index: its type is not in the envelope. */
  readonly dtype: string | null
  /** Without the boxes of numpy scalars. Whole columns of `int…`, `float…`, `bool` and `datetime64…` are of that kind. */
  readonly values: readonly PythonValue[]
}

/** A DataFrame, by columns in their order. */
export interface FrameEnvelope {
  readonly kind: 'frame'
  readonly rows: number
  /** Has the index as a first column `date`, if there is no such column and the index consists of times. */
  readonly columns: readonly FrameColumn[]
  /** The labels of the rows. The name of the index is lost; of a MultiIndex they are tuples. */
  readonly index: readonly PythonValue[]
}

const namesOf = (columns: PythonValue): readonly string[] => {
  const names = listOf(columns, 'columns').filter((name) => typeof name === 'string')
  demand(names.length === listOf(columns, 'columns').length, 'a column has no text as its name', 'E')
  demand(new Set(names).size === names.length, 'a column occurs twice, and the envelope holds only one of them', 'E')
  return names
}

const dtypesOf = (dtypes: PythonValue, names: readonly string[]): ReadonlyMap<string, string> => {
  demand(typeof dtypes === 'object' && dtypes?.kind === 'dict', 'dtypes is no dict')
  demand(dtypes.entries.size === names.length, 'there are not as many dtypes as columns')
  const entries = names.map((name): [string, string] => {
    const dtype = dtypes.entries.get(name)
    demand(typeof dtype === 'string', `column ${printable(name)} has no dtype`)
    return [name, dtype]
  })
  return new Map(entries)
}

const cellsOf = (records: readonly PythonValue[], name: string): readonly PythonValue[] =>
  records.map((record, row) => {
    const cell = typeof record === 'object' && record?.kind === 'dict' ? record.entries.get(name) : undefined
    demand(cell !== undefined, `record ${row} has no ${printable(name)}`)
    return cell
  })

const isDate = (value: PythonValue): boolean =>
  typeof value === 'object' && (value?.kind === 'timestamp' || value?.kind === 'datetime')

const dateOfIndex = (index: readonly PythonValue[], names: readonly string[]): readonly FrameColumn[] =>
  names.includes('date') || index.length === 0 || !index.every(isDate)
    ? []
    : [{ name: 'date', dtype: null, values: index }]

/**
 * Reads the envelope of a DataFrame: `type` ('dataframe'), `data` (a list of dicts, one a row), `index` (the labels of the rows), `columns` (the
 * names in order), `dtypes` (a dict of names). The specification tells of the parts but not of the keys `data` and `dtypes`, which are those of the
 * original `RedisUnifiedCacheManager`; nor of what is odd, so that the strict choice was made: no other keys, every record has exactly
 * the columns, names are texts and occur once. Throws `PickleRefused` for anything else.
 */
export const readFrame = (envelope: PythonDict): FrameEnvelope => {
  const field = fieldsOf(envelope, 'DataFrame', ['data', 'index', 'columns', 'dtypes'])
  const records = listOf(field('data'), 'data')
  const index = listOf(field('index'), 'index')
  const names = namesOf(field('columns'))
  const dtypes = dtypesOf(field('dtypes'), names)
  demand(index.length === records.length, `there are ${records.length} records and ${index.length} labels`)
  for (const [row, record] of records.entries()) {
    const exact = typeof record === 'object' && record?.kind === 'dict' && record.entries.size === names.length
    demand(exact, `record ${row} does not consist of the columns`)
  }
  const columns = names.map((name): FrameColumn => {
    const dtype = dtypes.get(name) ?? 'object'
    return { name, dtype, values: asDtype(cellsOf(records, name), dtype, `column ${printable(name)}`) }
  })
  return { kind: 'frame', rows: records.length, columns: [...dateOfIndex(index, names), ...columns], index }
}
