export { createRowHash, provedRow } from './canonical.ts'
export type {
  CutoverPhase,
  CutoverStep,
  CutoversRepository,
  DatabaseFingerprint,
  NewCutoverStep,
} from './cutovers.repository.ts'
export { createRowEncoder } from './encode-rows.ts'
export type { IsSameRow } from './imported.aside.ts'
export { type HashedItem, hashItems, type ImportedDocument, type ItemSpan } from './imported.documents.ts'
export type { ImportedSelection, ImportedSession } from './imported.measured.ts'
export type { KeptRow, RowSpan } from './imported.proofs.ts'
export type { QuarantineReason } from './imported.quarantine.ts'
export type { Counts, ImportedRepository, ImportedSource, Stretch } from './imported.repository.ts'
export {
  type ImportedReject,
  type ImportedRow,
  type ImportedTable,
  type ImportedValue,
  importedTable,
} from './imported.tables.ts'
export type { UsageWanted } from './imported.usage.ts'
export type {
  DocumentChanges,
  DocumentCheckpoint,
  ImportedDocumentsRepository,
  ItemsBeyond,
} from './imported-documents.repository.ts'
export type { ImportedFiguresRepository, ImportedMeasured } from './imported-figures.repository.ts'
export type { ImportedFile, ImportedFilesRepository } from './imported-files.repository.ts'
export type {
  DocumentsWanted,
  ImportedReadsRepository,
  RecommendationsWanted,
  RunsWanted,
} from './imported-reads.repository.ts'
export type { Installation, InstallationsRepository } from './installations.repository.ts'
