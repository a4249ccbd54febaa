import type { Values } from './addresses.ts'
import type { Statement } from './python-dotenv.ts'
import { printable } from './redact.ts'

const duplicates = (statements: readonly Statement[]): string[] =>
  [...Map.groupBy(statements, ({ variable }) => variable)].flatMap(([variable, all]) => {
    if (variable === null || all.length === 1) return []
    const lines = all.map(({ line }) => line).join(', ')
    return new Set(all.map(({ value }) => value)).size === 1
      ? [`lines ${lines}: ${printable(variable)} is set more than once, to the same`]
      : [`lines ${lines}: ${printable(variable)} is set to different values: the last one counts`]
  })

const newLines = (text: string): string[] => {
  const kinds = new Set(text.match(/\r\n|\n|\r/g))
  if (kinds.size > 1) return ['has lines that end in different ways']
  return kinds.has('\r') ? ['has lines that end in a carriage return, which Node takes for a part of the value'] : []
}

/** What is odd about a .env file, named without any value. */
export const dotenvNotes = (
  text: string,
  statements: readonly Statement[],
  legacy: Values,
  readings: readonly Values[],
): string[] => [
  ...(text.startsWith('\uFEFF')
    ? ['begins with a byte order mark: some readers take it for a part of the first name']
    : []),
  ...newLines(text),
  ...duplicates(statements),
  ...statements.flatMap(({ variable, value, line, unreadable }) => {
    if (unreadable) return [`line ${line} could not be read by the legacy system, and set nothing`]
    if (variable !== null && value === null)
      return [`line ${line}: ${printable(variable)} has no value, and set nothing`]
    if (value?.includes('${'))
      return [`line ${line}: ${printable(variable ?? '')} refers to other variables, which not every reader resolves`]
    return []
  }),
  ...[...new Set([legacy, ...readings].flatMap((values) => Object.keys(values)))]
    .toSorted()
    .flatMap((name) =>
      readings.every((reading) => reading[name] === legacy[name])
        ? []
        : [`${printable(name)} is not read as the same by the legacy system, Node and dotenv: put its value in quotes`],
    ),
]
