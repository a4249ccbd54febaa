import type { ImportedCounts, ImportedExcluded, ImportedGrouping, ImportedSummary } from '@fyntrix/domain/imported'
import type { ConnectionPool } from '../shared/pool.ts'
import {
  countsOf,
  excludedFrom,
  type ImportedSelection,
  type ImportedSession,
  measuredSessions,
} from './imported.measured.ts'
import { summaryOf } from './imported.summary.ts'

/** A selection of recommendations, counted at one instant. */
export interface ImportedMeasured {
  /** Those that can be measured, by group, date and mode, in this order. */
  readonly sessions: readonly ImportedSession[]
  readonly counts: ImportedCounts
  readonly excluded: ImportedExcluded
}

/** Figures over what was imported of a legacy system. */
export class ImportedFiguresRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /** The evaluated recommendations of a selection, and what became of all of them. */
  measured(by: ImportedGrouping, selection: ImportedSelection): Promise<ImportedMeasured> {
    return this.#pool.transaction(async (client) => {
      // an import that goes on meanwhile must not make the counts contradict each other
      await client.query('set transaction isolation level repeatable read, read only')
      const sessions = await measuredSessions(client, by, selection)
      const counts = await countsOf(client, selection)
      return { sessions, counts, excluded: await excludedFrom(client, selection) }
    })
  }

  /** What a selection leaves out as suspect, and why; nothing where it includes them. */
  excluded(selection: ImportedSelection): Promise<ImportedExcluded> {
    return this.#pool.run((client) => excludedFrom(client, selection))
  }

  /** What was imported so far, table by table. */
  summary(): Promise<ImportedSummary> {
    return this.#pool.run(summaryOf)
  }
}
