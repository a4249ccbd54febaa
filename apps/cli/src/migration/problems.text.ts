import type { Problem } from '@fyntrix/migration'
import { styled } from '../shared/output.ts'

export const number = (value: number): string => value.toLocaleString('en-IN')

const place = (at: string): string => (at === '' ? '.' : at)

/** Problems under a title, one a line. */
export const problemLines = (title: string, problems: readonly Problem[]): string =>
  [styled('yellow', `${title}:`), ...problems.map(({ place: at, reason }) => `  ${place(at)}: ${reason}`)].join('\n')

/** The same as lines of a list in Markdown. */
export const problemItems = (problems: readonly Problem[]): string[] =>
  problems.map(({ place: at, reason }) => `\`${place(at)}\`: ${reason}`)
