// Apart from index.ts, because it loads apache-arrow: a process without frames and arrays does not pay for that.
export { type Column, type Nullable, nullable, type RequiredColumn } from './column.ts'
export { type Columns, type ColumnValues, type Frame, type FrameCodec, frame } from './frame.ts'
export { bool, float64, instant, int32, int64, scaled } from './kinds.ts'
export { type ElementType, type NdArray, type NdArrayCodec, ndarray } from './ndarray.ts'
export { utf8 } from './utf8.ts'
