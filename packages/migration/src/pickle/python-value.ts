/** `bytes`: a copy, so that the payload need not stay in memory. */
export interface PythonBytes {
  readonly kind: 'bytes'
  readonly bytes: Uint8Array
}

export interface PythonList {
  readonly kind: 'list'
  readonly items: readonly PythonValue[]
}

export interface PythonTuple {
  readonly kind: 'tuple'
  readonly items: readonly PythonValue[]
}

export interface PythonSet {
  readonly kind: 'set'
  readonly items: ReadonlySet<PythonKey>
}

/**
 * A `dict`, in the order of the pickle. A `Map`, so that a key such as `__proto__` is a key like any other, and the text `'1'`
 * another key than the number 1. Keys that are objects (tuples, dates, bytes) are found by identity only: go through the entries.
 */
export interface PythonDict {
  readonly kind: 'dict'
  readonly entries: ReadonlyMap<PythonKey, PythonValue>
}

/**
 * `datetime.datetime`: what a calendar and a clock show. Without a zone it is no instant, and which zone was meant is not in the
 * pickle. `fold` 1 is the second of two equal wall-clock times (PEP 495). Checked: every field is in its range.
 */
export interface PythonDatetime {
  readonly kind: 'datetime'
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly microsecond: number
  readonly fold: 0 | 1
  readonly zone: PythonTimezone | null
}

/**
 * `datetime.timedelta`, the sum of its three parts, in Python's normal form: `seconds` 0 to 86399, `microseconds` 0 to 999999, and
 * only `days` may be negative.
 */
export interface PythonTimedelta {
  readonly kind: 'timedelta'
  readonly days: number
  readonly seconds: number
  readonly microseconds: number
}

/**
 * A fixed offset, from `datetime.timezone`, dateutil's `tzoffset` or an instance of a pytz zone. East of Greenwich is positive:
 * +05:30 is 19800. `name` is the IANA name for pytz, else the label that the offset was given, or null.
 */
export interface PythonTimezone {
  readonly kind: 'timezone'
  readonly name: string | null
  readonly offsetSeconds: number
}

/**
 * `pandas.Timestamp`. With a zone, `epoch` counts `unit`s since 1970-01-01T00:00:00 UTC. Without one it counts them to the wall-clock
 * time as if that were UTC: a naive 09:15 is 33300 s after midnight, wherever it was. An int64.
 */
export interface PandasTimestamp {
  readonly kind: 'timestamp'
  readonly epoch: bigint
  readonly unit: 's' | 'ms' | 'us' | 'ns'
  readonly zone: PythonTimezone | null
}

/** `pandas.NaT`: no time. */
export interface PandasNaT {
  readonly kind: 'nat'
}

/** A numpy type by its name, such as `float64`. */
export interface NumpyDtype {
  readonly kind: 'dtype'
  readonly name: string
}

/** A numpy scalar. `value` is of the kind that `dtype` says; integers beyond 2^53 are bigint. */
export interface NumpyScalar {
  readonly kind: 'numpy'
  readonly dtype: string
  readonly value: boolean | number | bigint
}

/** What may be the key of a dict or the item of a set: all but list, dict and set. */
export type PythonKey =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonBytes
  | PythonTuple
  | PythonDatetime
  | PythonTimedelta
  | PythonTimezone
  | PandasTimestamp
  | PandasNaT
  | NumpyDtype
  | NumpyScalar

/**
 * A value of Python. `None` is null; `int` is a number, or a bigint where it is beyond 2^53; `float` is a number too, NaN and infinities
 * among them, so that 1 and 1.0 are one. A value that a pickle refers to several times is one object, and no value holds itself.
 */
export type PythonValue = PythonKey | PythonList | PythonSet | PythonDict
