import type { ImportedTableName } from '@fyntrix/domain/imported'

/** A question that stores of the legacy system answered, in the words of whoever asked it. */
export type Question =
  | { readonly kind: 'run'; readonly runId: string }
  /** The newest run with picks. */
  | { readonly kind: 'latest run'; readonly universe: string; readonly mode: string }
  /** Runs, newest first; times bound when they ended, both inclusive, as the legacy system wrote them (UTC). */
  | {
      readonly kind: 'runs'
      readonly universe?: string | undefined
      readonly mode?: string | undefined
      readonly trigger?: string | undefined
      readonly from?: string | undefined
      readonly to?: string | undefined
      readonly limit: number
    }
  /** Recommendations, newest first. */
  | {
      readonly kind: 'dataset'
      readonly mode: string
      readonly symbol?: string | undefined
      readonly evaluatedOnly: boolean
      readonly limit: number
      readonly offset: number
    }
  /** What models cost in the days before an instant, by model and by UTC day. */
  | { readonly kind: 'usage'; readonly days: number; readonly until: string }
  | { readonly kind: 'levels'; readonly symbol: string; readonly scope: string }

export type QuestionKind = Question['kind']

/** Whom a question is put to. */
export const tableOf: Readonly<Record<QuestionKind, ImportedTableName>> = {
  run: 'top_picks_runs',
  'latest run': 'top_picks_runs',
  runs: 'top_picks_runs',
  dataset: 'ai_recommendations',
  usage: 'llm_requests',
  levels: 'support_resistance_levels',
}

/** A value of an answer; numbers that JSON has not are null. */
export type AnswerValue = string | number | boolean | null

/** One row of an answer, or one line of its sums. */
export interface AnswerItem {
  /** The number of the row there, or its external id here; none where it is a sum. */
  readonly row?: bigint | undefined
  readonly externalId?: string | undefined
  readonly values: Readonly<Record<string, AnswerValue>>
}

/** Where two answers differ first. */
export interface AnswerDifference {
  /** Which item, from 0, and which of its values; empty where one answer has no such item. */
  readonly item: number
  readonly value: string
  readonly legacy: string
  readonly here: string
}
