import { CorruptValueError } from '../standard-schema.ts'
import { readArrowStream } from './arrow-reader.ts'
import type { ArrowColumn } from './arrow-stream.ts'
import { writeArrowStream } from './arrow-writer.ts'
import type { Codec } from './codec.ts'
import type { Column } from './column.ts'

/** A definition of a frame: names and kinds of its columns, in order. */
export type Columns = Readonly<Record<string, Column<unknown>>>

type ValuesOf<C> = C extends Column<infer Values> ? Values : never

/** The arrays of a definition. */
export type ColumnValues<D extends Columns> = { readonly [Name in keyof D]: ValuesOf<D[Name]> }

/** Columns of one length. Frozen, but for the elements of typed arrays, which cannot be: nobody may write to them. */
export interface Frame<D extends Columns> {
  readonly length: number
  readonly columns: ColumnValues<D>
  /** Text about the frame as a whole, such as where it comes from. No name begins with `fyntrix.`. */
  readonly metadata: Readonly<Record<string, string>>
}

export interface FrameCodec<D extends Columns> extends Codec<Frame<D>> {
  /** A frame of these arrays, which it does not copy. Throws `TypeError` or `RangeError` where the codec could not keep it. */
  of(columns: ColumnValues<D>, metadata?: Readonly<Record<string, string>>): Frame<D>
}

const reserved = 'fyntrix.'

const checkedMetadata = (metadata: Readonly<Record<string, string>>): ReadonlyMap<string, string> => {
  const entries = Object.entries(metadata)
  for (const [name, text] of entries) {
    if (name.startsWith(reserved)) throw new RangeError(`metadata ${name}: names that begin with ${reserved} are ours`)
    if (!name.isWellFormed() || !text.isWellFormed()) throw new RangeError(`metadata ${name} are not well-formed text`)
  }
  return new Map(entries)
}

const sameOfOurs = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  [...a.keys(), ...b.keys()].every((name) => !name.startsWith(reserved) || a.get(name) === b.get(name))

const compare = (name: string, column: Column<unknown>, stored: ArrowColumn | undefined): ArrowColumn => {
  if (stored === undefined) throw new CorruptValueError(`there is no column ${name}`)
  const same =
    stored.type === column.type && stored.nullable === column.nullable && sameOfOurs(stored.metadata, column.metadata)
  if (!same) throw new CorruptValueError(`column ${name} is of another kind than its definition`)
  return stored
}

const frozen = <D extends Columns>(
  length: number,
  entries: readonly (readonly [string, unknown])[],
  metadata: Iterable<readonly [string, string]>,
): Frame<D> =>
  Object.freeze({
    length,
    // every entry was read or checked by the definition's column of that name
    columns: Object.freeze(Object.fromEntries(entries)) as ColumnValues<D>,
    metadata: Object.freeze(Object.fromEntries(metadata)),
  })

/**
 * Frames: equally long columns, kept as an Arrow IPC stream of one record batch. What is read must have exactly the columns of the definition;
 * their order does not matter. Columns of plain numbers are views on what was read. Throws `RangeError` for a definition without columns.
 */
export const frame = <const D extends Columns>(definition: D): FrameCodec<D> => {
  const kinds = Object.entries<Column<unknown>>(definition)
  if (kinds.length === 0) throw new RangeError('a frame needs a column')

  /** The rows that all columns have. */
  const rowsOf = (columns: Readonly<Record<string, unknown>>): number => {
    const extra = Object.keys(columns).find((name) => !Object.hasOwn(definition, name))
    if (extra !== undefined) throw new RangeError(`the frame has no column ${extra}`)
    const lengths = kinds.map(([name, column]) => {
      if (!Object.hasOwn(columns, name)) throw new RangeError(`the frame lacks column ${name}`)
      return column.rows(columns[name], name)
    })
    const odd = lengths.findIndex((length) => length !== lengths[0])
    if (odd !== -1) throw new RangeError(`column ${kinds[odd]?.[0]} has ${lengths[odd]} rows instead of ${lengths[0]}`)
    return lengths[0] ?? 0
  }

  return {
    name: 'frame',
    compressible: true,
    migrates: false,
    of: (columns, metadata = {}) => frozen(rowsOf(columns), Object.entries(columns), checkedMetadata(metadata)),
    encode({ columns, metadata }) {
      const values: Readonly<Record<string, unknown>> = columns
      return writeArrowStream({
        length: rowsOf(values),
        metadata: checkedMetadata(metadata),
        columns: kinds.map(([name, column]) => {
          const { type, nullable, metadata } = column
          return { name, type, nullable, metadata, ...column.write(values[name], name) }
        }),
      })
    },
    decode(payload) {
      const { length, metadata, columns } = readArrowStream(payload, kinds.length)
      const stored = new Map(columns.map((column) => [column.name, column]))
      const entries = kinds.map(
        ([name, column]) => [name, column.read(compare(name, column, stored.get(name)), length)] as const,
      )
      return frozen(
        length,
        entries,
        [...metadata].filter(([name]) => !name.startsWith(reserved)),
      )
    },
  }
}
