import type { ImportedReadsRepository } from '@fyntrix/db/imported'
import { readTime, toUtc } from '../../rules/instants.ts'
import { isoOf } from './expected.ts'
import type { AnswerItem, AnswerValue, Question } from './question.ts'
import { usageLines } from './usage.ts'

/** What every row here has, and nothing there. */
const ownFields = new Set(['externalId', 'lane', 'suspect', 'original', 'notNumbers', 'runSuspect'])

const isValue = (value: unknown): value is AnswerValue =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const itemOf = (row: { readonly externalId: string }): AnswerItem => ({
  externalId: row.externalId,
  values: Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, AnswerValue][] =>
      ownFields.has(name) || !isValue(value) ? [] : [[name, value]],
    ),
  ),
})

const utc = (written: string | undefined): string | undefined => {
  const time = written === undefined ? null : readTime(written)
  return time === null ? undefined : isoOf(toUtc(time, 'utc').micros)
}

/** Answers a question from PostgreSQL. `more` rows than were asked for are answered too where there are lists, and none is left out before them. */
export const askHere = async (
  reads: ImportedReadsRepository,
  question: Question,
  more = 0,
): Promise<readonly AnswerItem[]> => {
  const one = (row: { readonly externalId: string } | null) => (row === null ? [] : [itemOf(row)])
  switch (question.kind) {
    case 'run':
      return one(await reads.runById(question.runId))
    case 'latest run':
      return one(await reads.latestRun(question.universe, question.mode))
    case 'runs': {
      const { universe, mode, trigger, from, to, limit } = question
      const wanted = { universe, mode, trigger, from: utc(from), to: utc(to), limit: limit + more }
      return (await reads.runs(wanted)).map(itemOf)
    }
    case 'dataset': {
      const { mode, symbol, evaluatedOnly, limit, offset } = question
      const page = more === 0 ? { limit, offset } : { limit: offset + limit + more, offset: 0 }
      const wanted = { mode, symbol, evaluatedOnly, includeSuspect: true, ...page }
      return (await reads.recommendations(wanted)).map(itemOf)
    }
    case 'usage':
      return usageLines(await reads.usage({ days: question.days, until: question.until, includeSuspect: true }))
    case 'levels':
      break
  }
  return one(await reads.levels(question.symbol, question.scope))
}
