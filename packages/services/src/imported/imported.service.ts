import { performanceByGroup } from '@fyntrix/analysis'
import type { Database } from '@fyntrix/db/shared'
import {
  type ImportedCounts,
  type ImportedDocumentRow,
  type ImportedDocumentsQuery,
  ImportedGroup,
  type ImportedLatestQuery,
  type ImportedPerformance,
  type ImportedPerformanceQuery,
  type ImportedQuarantineQuery,
  type ImportedQuarantineRow,
  type ImportedRecommendations,
  type ImportedRecommendationsQuery,
  type ImportedRowsQuery,
  type ImportedRun,
  type ImportedRunDetail,
  type ImportedRunPayload,
  type ImportedRunQuery,
  type ImportedRunsQuery,
  type ImportedSummary,
  type ImportedTableRow,
  type ImportedUsage,
  type ImportedUsageQuery,
} from '@fyntrix/domain/imported'
import { DomainError, type Now, toInstant } from '@fyntrix/domain/shared'
import { picksOf } from './picks-of.ts'

/** What was moved over from a legacy system, to be read. Looks at the lane `imported`, and nothing of it comes into any other. */
export interface Imported {
  /** A run with its picks. Throws `not-found`. */
  run(query: ImportedRunQuery): Promise<ImportedRunDetail>
  /** The run of a universe and mode that ended last of those with picks, suspect or not. Throws `not-found` where there is none. */
  latestRun(query: ImportedLatestQuery): Promise<ImportedRunDetail>
  /** A page of runs, newest first. */
  runs(query: ImportedRunsQuery): Promise<ImportedRun[]>
  /** A page of recommendations, newest first, with what was left out as suspect. */
  recommendations(query: ImportedRecommendationsQuery): Promise<ImportedRecommendations>
  /** How evaluated recommendations did, by group. Equal facts give equal numbers. */
  performance(query: ImportedPerformanceQuery): Promise<ImportedPerformance>
  /** What calls of language models cost. */
  usage(query: ImportedUsageQuery): Promise<ImportedUsage>
  /** A page of the rows of a table, suspect or not, in the order of their external ids. */
  rows(query: ImportedRowsQuery): Promise<ImportedTableRow[]>
  /** A page of items of files, suspect or not, in the order of their files and numbers. */
  documents(query: ImportedDocumentsQuery): Promise<ImportedDocumentRow[]>
  /** A page of what could not be imported, whole, in the order of its places. */
  quarantine(query: ImportedQuarantineQuery): Promise<ImportedQuarantineRow[]>
  /** What was imported, table by table, and what could not be. */
  summary(): Promise<ImportedSummary>
}

interface Dependencies {
  readonly db: Pick<Database, 'importedReads' | 'importedFigures'>
  readonly wall: Now
}

const asRecorded = 'returns are those that the legacy system recorded: its costs and entries are not known'
const resting = 'suspect recommendations are counted: their numbers rest on what speaks against them'

const detailed = (run: ImportedRunPayload): ImportedRunDetail => ({ ...run, picks: picksOf(run.payload) })

/** Dates of the exchange as instants: whole, to the last microsecond. */
const wholeDates = <Query extends { readonly from?: string | undefined; readonly to?: string | undefined }>({
  from,
  to,
  ...query
}: Query) => ({
  ...query,
  ...(from && { from: `${from}T00:00:00+05:30` }),
  ...(to && { to: `${to}T23:59:59.999999+05:30` }),
})

const reasonOf = (counts: ImportedCounts): string | null => {
  const { recommendations, measured, unevaluated, excluded } = counts
  if (measured > 0) return null
  if (recommendations === 0) return 'no recommendation fits'
  const others = recommendations - unevaluated - excluded
  const told = `of ${recommendations} recommendations ${unevaluated} were never evaluated, ${excluded} are evaluated but suspect`
  return others === 0 ? told : `${told}, ${others} cannot be measured`
}

export const createImported = ({ db, wall }: Dependencies): Imported => {
  const { importedReads: reads, importedFigures: figures } = db
  return {
    async run({ runId }) {
      const run = await reads.runById(runId)
      if (run) return detailed(run)
      throw new DomainError('not-found', `no run ${runId} was imported: ./fyntrix imported runs lists those that were`)
    },
    async latestRun({ universe, mode }) {
      const run = await reads.latestRun(universe, mode)
      if (run) return detailed(run)
      throw new DomainError('not-found', `no run of ${universe} ${mode} with picks was imported: ask for another`)
    },
    runs: (query) => reads.runs(wholeDates(query)),
    async recommendations(query) {
      const [recommendations, excluded] = await Promise.all([reads.recommendations(query), figures.excluded(query)])
      return { recommendations, excluded }
    },
    async performance({ by, ...selection }) {
      const { includeSuspect } = selection
      const { sessions, counts, excluded } = await figures.measured(by, selection)
      const groups = performanceByGroup(
        sessions.map((session) => ({ ...session, alphas: session.returns.map(() => Number.NaN) })),
      )
      return {
        by,
        includeSuspect,
        groups: groups.map((group) => ImportedGroup.parse(group)),
        reason: reasonOf(counts),
        counts,
        excluded,
        warnings: [asRecorded, ...(includeSuspect ? [resting] : [])],
      }
    },
    usage: ({ until = toInstant(wall()), ...query }) => reads.usage({ ...query, until }),
    rows: (query) => reads.tableRows(query),
    documents: (query) => reads.documents(wholeDates(query)),
    quarantine: (query) => reads.quarantine(query),
    summary: () => figures.summary(),
  }
}
