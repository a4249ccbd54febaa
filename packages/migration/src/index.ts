export { type InspectOptions, inspect } from './inspect.ts'
export type {
  ColumnCensus,
  DatabaseCensus,
  FileGroup,
  FileKind,
  Inspection,
  Problem,
  TableCensus,
} from './inspection.ts'
