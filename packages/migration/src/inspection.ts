/** Something that a user must know of before anything is moved: what will not be read, or not as it stands. */
export interface Problem {
  /** Relative to the installation; within a database followed by `#` and the table. */
  readonly place: string
  /** What is wrong and, where there is something to do, what. */
  readonly reason: string
}

/** How the cells of a column are stored, whatever its table declares. */
export interface ColumnCensus {
  readonly name: string
  /** As the table declares it; SQLite does not hold itself to it. */
  readonly declared: string
  readonly null: number
  readonly integer: number
  readonly real: number
  readonly text: number
  readonly blob: number
  /** Cells of `real` that are an infinity. SQLite keeps no NaN: it stores null. */
  readonly infinite: number
  /** Cells of `text` whose bytes are no UTF-8. */
  readonly notUtf8: number
  /** Bytes of the longest cell of `text` or `blob`. */
  readonly longest: number
}

/** A table of a legacy database, every cell of it looked at. */
export interface TableCensus {
  readonly name: string
  readonly rows: number
  readonly columns: readonly ColumnCensus[]
  /** Columns that this table is known to have elsewhere and lacks here; null where the table is not known. */
  readonly missing: readonly string[] | null
  /** Columns that are not known. */
  readonly extra: readonly string[]
}

export interface DatabaseCensus {
  readonly path: string
  readonly bytes: number
  /** `wal`, `delete`, …: how its writer keeps it whole. */
  readonly journal: string
  readonly tables: readonly TableCensus[]
  /** Names of its virtual tables: they are not looked into. */
  readonly virtual: readonly string[]
}

/** Files of one kind. */
export interface FileGroup {
  readonly kind: FileKind
  readonly files: number
  readonly bytes: number
}

export type FileKind =
  | 'database'
  | 'database journal'
  | 'pick file'
  | 'candle file'
  | 'candle metadata'
  | 'json'
  | 'json lines'
  | 'csv'
  | 'pickle'
  | 'model'
  | 'image'
  | 'other'

/** A pickle that can be read. */
export interface PickleFile {
  readonly path: string
  /** A is written by instructions alone; B names dates, zones or numpy's numbers, from a fixed list. */
  readonly tier: 'A' | 'B'
  /** `frame of 250 rows and 6 columns`, `array of 3 x 2`, or the kind of value. */
  readonly holds: string
}

/** What an installation holds, without anything having been changed, run or connected to. */
export interface Inspection {
  /** Absolute path of the folder. */
  readonly root: string
  readonly databases: readonly DatabaseCensus[]
  readonly files: readonly FileGroup[]
  readonly pickles: readonly PickleFile[]
  readonly problems: readonly Problem[]
}
