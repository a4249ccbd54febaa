import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '@fyntrix/domain/shared'
import { parseTree } from 'jsonc-parser'
import { ourAddresses, type Values } from './addresses.ts'
import { decode } from './decode.ts'
import { refusedDraft, reportDraft, settledDraft } from './drafts.ts'
import { type JsonSettings, jsonSettings } from './json-settings.ts'
import { modified, shownJson, withEntries } from './json-text.ts'
import { type Addition, mapVariables } from './map-variables.ts'
import type { Draft } from './plan.ts'
import { printable } from './redact.ts'
import { unifiedDiff } from './unified-diff.ts'

const valuesOf = ({ entries }: JsonSettings): Values =>
  Object.fromEntries(entries.flatMap(({ variable, value }) => (value === null ? [] : [[variable, value]])))

const notesOf = ({ entries }: JsonSettings): string[] => [
  ...[...Map.groupBy(entries, ({ variable }) => variable)].flatMap(([variable, all]) =>
    all.length === 1 ? [] : [`${printable(variable)} is set ${all.length} times: the last one counts`],
  ),
  ...entries.flatMap(({ variable, value }) =>
    value === null ? [`${printable(variable)} has no text here, or comes from a store of secrets: look there`] : [],
  ),
]

const settingsOf = (text: string): JsonSettings[] => {
  const tree = parseTree(text)
  return tree === undefined ? [] : jsonSettings(tree)
}

/** The variables of each place of a JSON file. */
export const valuesInJson = (text: string): Values[] => settingsOf(text).map(valuesOf)

type Added = readonly (readonly [JsonSettings, readonly Addition[]])[]

const parsed = (text: string): unknown => JSON.parse(text)

/** Why a text is not the one before with the additions and nothing else. */
const faultOf = (before: string, after: string, added: Added): string | null => {
  try {
    if (!isDeepStrictEqual(parsed(after), parsed(modified(before, added))))
      return 'it would hold something else than it should'
  } catch {
    return 'it would be no JSON'
  }
  return (
    valuesInJson(after)
      .map(ourAddresses)
      .find(({ problem }) => problem !== undefined)?.problem ?? null
  )
}

/** Plans what becomes of a JSON file of settings, such as the environment of a container on Amazon ECS. Pure; never throws. */
export const draftJson = (path: string, before: Buffer): Draft => {
  const { text, problem } = decode(before)
  if (text === undefined) return refusedDraft(path, 'json', before, problem)
  try {
    parsed(text)
  } catch {
    return refusedDraft(path, 'json', before, 'is no JSON: mend it, or write the settings by hand')
  }
  const places = settingsOf(text)
  if (places.length === 0) return reportDraft(path, 'json', before, { notes: ['holds no list of variables'] })
  const mappings = places.map((settings) => mapVariables(valuesOf(settings), [valuesOf(settings)]))
  const added: Added = places.map((settings, index) => [settings, mappings[index]?.additions ?? []])
  const after = withEntries(text, added)
  const additions = mappings.flatMap((mapping) => mapping.additions)
  const settled = additions.length === 0 || mappings.some(({ problems }) => problems.length > 0)
  const fault = settled ? null : faultOf(text, after, added)
  return settledDraft(path, 'json', before, {
    mapping: {
      additions,
      read: [...new Set(mappings.flatMap(({ read }) => read))],
      unused: mappings.flatMap(({ unused }) => unused),
      unknown: [...new Set(mappings.flatMap(({ unknown }) => unknown))],
      problems: [...mappings.flatMap(({ problems }) => problems), ...(fault === null ? [] : [fault])],
      notes: [...places.flatMap(notesOf), ...mappings.flatMap(({ notes }) => notes)],
    },
    after,
    diff: () => unifiedDiff(path, shownJson(text), shownJson(after)),
    check: (written) => {
      const found = decode(written)
      const reason = found.text === undefined ? found.problem : faultOf(text, found.text, added)
      if (reason !== null)
        throw new DomainError('refused', `${path}: what was written is not what was planned: ${reason}`)
    },
  })
}
