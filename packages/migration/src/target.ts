import type { Calendar } from '@fyntrix/calendar'
import type { CandlesRepository } from '@fyntrix/db/candles'
import type {
  CutoversRepository,
  ImportedDocumentsRepository,
  ImportedFilesRepository,
  ImportedReadsRepository,
  ImportedRepository,
  InstallationsRepository,
} from '@fyntrix/db/imported'
import type { CandleSource } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import type { ValueTarget } from './values/index.ts'

/** What an installation keeps in Redis. */
export interface CacheTarget {
  readonly values: ValueTarget
  /** Whose candles this installation serves. */
  readonly source: CandleSource
  /** Forgets what was made of candles: they are others now. */
  candlesChanged(): Promise<void>
}

/** Where a legacy installation is moved to. */
export interface Target {
  readonly imported: ImportedRepository
  readonly importedFiles: ImportedFilesRepository
  readonly importedReads: ImportedReadsRepository
  readonly importedDocuments: ImportedDocumentsRepository
  readonly candles: Pick<CandlesRepository, 'importCandles' | 'digests' | 'storedVersions'>
  readonly calendar: Calendar
  /** The home holds one installation, and no other. */
  readonly installations: InstallationsRepository
  /** Once an installation is switched over, nothing more is imported of it. */
  readonly cutovers: CutoversRepository
  /** Wall clock. */
  readonly now: Now
  /** Folder of the home that files are kept in. */
  readonly folder: string
  /** Connects to Redis, where something has to do with it. Whoever made the target closes the connection. */
  readonly cache: () => Promise<CacheTarget>
}
