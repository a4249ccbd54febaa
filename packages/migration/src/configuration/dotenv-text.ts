import type { Addition } from './map-variables.ts'
import { statementsOf } from './python-dotenv.ts'
import { hidden, printable, shownValue } from './redact.ts'

const needsNoQuotes = /^[\w:/@.%+~,=?&-]*$/

/** The text with variables added at its end, in its own kind of line ends. What it held is kept to the letter. */
export const withAdditions = (text: string, additions: readonly Addition[]): string => {
  const newLine = /\r\n|\n/.exec(text)?.[0] ?? '\n'
  const separator = text === '' || /[\r\n]$/.test(text) ? '' : newLine
  const lines = additions.map(
    ({ variable, value }) => `${variable}=${needsNoQuotes.test(value) ? value : `'${value}'`}`,
  )
  return [text, separator, ...lines.map((line) => `${line}${newLine}`)].join('')
}

/** The text as it may be shown: names as they are, values where they are harmless, and no comment, since many an old password stands in one. */
export const shownText = (text: string): string =>
  statementsOf(text)
    .map(({ text: whole, variable, value, exported, unreadable }) => {
      const leading = '\n'.repeat(/^\s*/.exec(whole)?.[0].match(/\r\n|\n|\r/g)?.length ?? 0)
      const end = /[\r\n]$/.test(whole) ? '\n' : ''
      if (whole.trim() === '') return leading
      if (unreadable) return `${leading}${hidden}${end}`
      if (variable === null) return `${leading}# ${hidden}${end}`
      const assigned = value === null ? '' : `=${printable(shownValue(variable, value))}`
      return `${leading}${exported ? 'export ' : ''}${printable(variable)}${assigned}${end}`
    })
    .join('')
