import type { Changing, Errand, Outcome } from './crew.ts'

/** What a fault allows: that a call fails, and that it is done. */
export interface Allowance {
  readonly fault: string
  readonly mayFail: boolean
  readonly mayBeDone: boolean
}

/** What became of the copy of a change: how its call ended and which facts it left, then the same of the repetition. */
export interface Became {
  readonly outcome: Outcome
  readonly shape: string
  readonly repeated: Outcome
  readonly repeatedShape: string
}

/** What is told to a caller, by the code. */
const unavailable = 'something that this depends on does not answer: try again in a moment'
/** No answer takes longer, whatever is away. */
export const deadlineMs = 10_000

const tables = (shape: string): string => shape.replaceAll(/ -?\d+/g, '')

const problemsOfOutcome = ({ code, message, ms }: Outcome, stated: string, mayFail: boolean): string[] => {
  const problems: string[] = []
  if (code !== stated && !(mayFail && code === 'unavailable'))
    problems.push(`gave ${code} (${message}) instead of ${stated}`)
  if (code === 'unavailable' && message !== unavailable) problems.push(`said "${message}"`)
  if (ms > deadlineMs) problems.push(`took ${Math.round(ms)} ms`)
  return problems
}

/** What was promised of a change and not kept; `reference` is which facts it changes where nothing is wrong. */
export const problemsOfChange = (
  { path, again, sweeping }: Changing,
  reference: string,
  { fault, mayFail, mayBeDone }: Allowance,
  { outcome, shape, repeated, repeatedShape }: Became,
): string[] => {
  const problems = problemsOfOutcome(outcome, 'ok', mayFail)
  const isDone = shape !== ''
  const isWhole = sweeping ? tables(shape) === tables(reference) : shape === reference
  if (isDone && !isWhole) problems.push(`is half there: ${shape}, not ${reference}`)
  if (isDone && !mayBeDone) problems.push(`was done all the same: ${shape}`)
  if (!isDone && outcome.code === 'ok') problems.push('was acknowledged and is not there')
  const refused = again === 'conflict' || again === 'not-found' ? again : 'ok'
  for (const problem of problemsOfOutcome(repeated, isDone ? refused : 'ok', false))
    problems.push(`sent again ${problem}`)
  const expected = isDone && again !== 'written again' ? '' : reference
  const isAsStated = isDone || sweeping ? tables(repeatedShape) === tables(expected) : repeatedShape === expected
  if (!isAsStated) problems.push(`sent again changed "${repeatedShape}" instead of "${expected}"`)
  return problems.map((problem) => `${fault}: ${path} ${problem}`)
}

/** The same of a call whose effect no fact tells of. */
export const problemsOfErrand = (
  { path, stated, inRedis }: Errand,
  { fault, mayFail, mayBeDone }: Allowance,
  { outcome, repeated }: Pick<Became, 'outcome' | 'repeated'>,
): string[] => {
  const problems = problemsOfOutcome(outcome, stated, mayFail || (inRedis && fault !== 'none'))
  if (!mayBeDone && !inRedis && outcome.code === stated) problems.push('was answered as if nothing were away')
  for (const problem of problemsOfOutcome(repeated, stated, false)) problems.push(`sent again ${problem}`)
  return problems.map((problem) => `${fault}: ${path} ${problem}`)
}
