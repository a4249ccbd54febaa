import { writeFileSync } from 'node:fs'
import { styleText } from 'node:util'
import Table from 'cli-table3'

/** `--json [FILE]`: true for standard output, a path for a file. */
export type JsonOption = string | true | undefined

/** Writes a line for people to standard output. */
export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

/** Writes a line about progress to standard error, where it does not get into anybody's data. */
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Answers a command: as JSON where it was asked for, else as `text` for people. */
export const answer = (json: JsonOption, data: unknown, text: () => string): void => {
  if (json === undefined) return say(text())
  const content = `${JSON.stringify(data, null, 2)}\n`
  if (json === true) process.stdout.write(content)
  else writeFileSync(json, content)
}

type Style = Parameters<typeof styleText>[0]

/** Styles text where standard output shows colours; `NO_COLOR` and pipes get plain text. */
export const styled = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout })

const border = { 'mid-mid': '', 'left-mid': '', mid: '', 'right-mid': '' }
const bare = {
  ...border,
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  right: '',
  middle: '  ',
}

/** A table without lines. Columns whose index is in `right` hold numbers. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string => {
  const grid = new Table({
    head: head.map((title) => styled('dim', title)),
    chars: bare,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, index) => (right.includes(index) ? 'right' : 'left')),
  })
  grid.push(...rows.map((row) => [...row]))
  return grid.toString()
}
