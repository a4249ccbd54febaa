import { DomainError } from '@fyntrix/domain/shared'
import { ourAddresses, type Values } from './addresses.ts'
import { decode } from './decode.ts'
import { dotenvNotes } from './dotenv-notes.ts'
import { legacyReading, ourReadings, sameValues } from './dotenv-readings.ts'
import { shownText, withAdditions } from './dotenv-text.ts'
import { refusedDraft, settledDraft } from './drafts.ts'
import { type Addition, mapVariables } from './map-variables.ts'
import type { Draft } from './plan.ts'
import { statementsOf } from './python-dotenv.ts'
import { unifiedDiff } from './unified-diff.ts'

const allReadings = (text: string): readonly Values[] => [legacyReading(statementsOf(text)), ...ourReadings(text)]

/** Why a text is not the one before with the additions and nothing else, for each of those that read it. */
const faultOf = (before: string, after: string, additions: readonly Addition[]): string | null => {
  const added = Object.fromEntries(additions.map(({ variable, value }) => [variable, value]))
  const readings = allReadings(after)
  const names = additions.map(({ variable }) => variable).join(', ')
  if (!allReadings(before).every((reading, index) => sameValues({ ...reading, ...added }, readings[index] ?? {}))) {
    return `${names} cannot be added so that every reader finds it, and the rest as before: add it by hand, and look for a quote that is left open`
  }
  return readings.map(ourAddresses).find(({ problem }) => problem !== undefined)?.problem ?? null
}

/** Plans what becomes of a .env file. Pure; never throws. */
export const draftDotenv = (path: string, before: Buffer): Draft => {
  const { text, problem } = decode(before)
  if (text === undefined) return refusedDraft(path, 'dotenv', before, problem)
  const statements = statementsOf(text)
  const legacy = legacyReading(statements)
  const readings = ourReadings(text)
  const mapping = mapVariables(legacy, readings)
  const after = withAdditions(text, mapping.additions)
  const settled = mapping.additions.length === 0 || mapping.problems.length > 0
  const fault = settled ? null : faultOf(text, after, mapping.additions)
  return settledDraft(path, 'dotenv', before, {
    mapping: {
      ...mapping,
      problems: [...mapping.problems, ...(fault === null ? [] : [fault])],
      notes: [...dotenvNotes(text, statements, legacy, readings), ...mapping.notes],
    },
    after,
    diff: () => unifiedDiff(path, shownText(text), shownText(after)),
    check: (written) => {
      const found = decode(written)
      const reason = found.text === undefined ? found.problem : faultOf(text, found.text, mapping.additions)
      if (reason !== null)
        throw new DomainError('refused', `${path}: what was written is not what was planned: ${reason}`)
    },
  })
}
