import { decode } from './decode.ts'
import { refusedDraft, reportDraft } from './drafts.ts'
import type { Draft } from './plan.ts'
import { knownNames, knownVariable } from './variables.ts'

const names = new RegExp(`\\b(?:${knownNames.join('|')}|(?:CHART|REDIS_IMAGE)_[A-Z0-9_]+)\\b`, 'g')
const addressWithPassword = /:\/\/[^\s'"/@]*:[^\s'"/@]+@/
const lifetime =
  /['"](stock_data|indicators|patterns|sector_data|ml_predictions|api_responses|historical_data|instruments|live_data|enhanced_data)['"]\s*:\s*\d+/

const advice = (variable: string): string => {
  const known = knownVariable(variable)
  return known?.fate === 'read'
    ? `${variable} is read by Fyntrix from the environment alone: what this line falls back to has to be set there`
    : `${variable} is not read by Fyntrix: ${known?.why}`
}

const notesOf = (line: string): string[] => {
  if (line.trimStart().startsWith('#')) return []
  const type = lifetime.exec(line)?.[1]
  return [
    ...[...new Set(line.match(names))].map(advice),
    ...(addressWithPassword.test(line)
      ? ['holds an address with a password: take it out, and change the password if this file was ever shared']
      : []),
    ...(type === undefined
      ? []
      : [`the lifetime of ${type} is declared with its family of the cache: there is nothing to set`]),
  ]
}

/**
 * Says which lines of a Python file hold settings, and what to do about them. The file is never run and never written: a place for a text cannot be found in a program without reading all of Python,
 * and the legacy updater, which searched for one, broke its target. Never throws.
 */
export const draftPython = (path: string, before: Buffer): Draft => {
  const { text, problem } = decode(before)
  if (text === undefined) return refusedDraft(path, 'python', before, problem)
  const notes = text
    .split(/\r\n|\n|\r/)
    .flatMap((line, index) => notesOf(line).map((note) => `line ${index + 1}: ${note}`))
  return reportDraft(path, 'python', before, { notes })
}
