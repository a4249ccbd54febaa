import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import type { Problem } from '../inspection.ts'
import { draftDotenv } from './draft-dotenv.ts'
import { draftJson } from './draft-json.ts'
import { draftPython } from './draft-python.ts'
import { draftRequirements } from './draft-requirements.ts'
import { reportDraft } from './drafts.ts'
import { findSettings } from './find-settings.ts'
import type { ConfigurationPlan, Draft, SettingsKind } from './plan.ts'
import { printable } from './redact.ts'

const drafts: Readonly<Record<SettingsKind, (path: string, before: Buffer) => Draft>> = {
  dotenv: draftDotenv,
  json: draftJson,
  python: draftPython,
  requirements: draftRequirements,
}

/** What is true of a file whatever it holds. */
const notesOfFile = (path: string): string[] =>
  (lstatSync(path).mode & 0o044) === 0
    ? []
    : ['can be read by other users of the machine: chmod 600, if it holds secrets']

const withNotes = ({ plan, ...draft }: Draft, notes: readonly string[]): Draft => ({
  ...draft,
  plan: { ...plan, notes: [...plan.notes, ...notes] },
})

/** The folder of an installation, with links resolved. Throws `invalid-input` when it is none. */
export const installationRoot = (folder: string): string => {
  const root = resolve(folder)
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new DomainError('invalid-input', `${root} is no folder: name the one that holds the legacy installation`)
  return realpathSync(root)
}

/** Drafts of all files of settings below a root, and what stands in the way of others. */
export const draftsOf = (
  root: string,
): { readonly drafts: readonly Draft[]; readonly problems: readonly Problem[] } => {
  const made: Draft[] = []
  const problems: Problem[] = []
  for (const found of findSettings(root)) {
    if (found.reason !== undefined) {
      problems.push(found)
      continue
    }
    const { path, kind, purpose } = found
    try {
      const before = readFileSync(join(root, path))
      if (purpose !== 'settings')
        made.push(reportDraft(path, kind, before, { notes: [`is a ${purpose}: it is not written`] }))
      else if (kind === 'dotenv' || kind === 'json')
        made.push(withNotes(drafts[kind](path, before), notesOfFile(join(root, path))))
      else made.push(drafts[kind](path, before))
    } catch (error) {
      problems.push({ place: printable(path), reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return { drafts: made, problems }
}

const needed = [
  ['PostgreSQL', ['FYNTRIX_DATABASE_URL', 'DATABASE_URL'], 'FYNTRIX_DATABASE_URL'],
  ['Redis', ['FYNTRIX_REDIS_URL', 'REDIS_URL', 'REDIS_HOST'], 'FYNTRIX_REDIS_URL'],
  ['the source of candles', ['FYNTRIX_SOURCE'], 'FYNTRIX_SOURCE'],
] as const

/** What Fyntrix needs and none of the files says. */
const missing = (files: ConfigurationPlan['files']): Problem[] => {
  const named = new Set<string>(
    files.flatMap(({ read, changes }) => [...read, ...changes.map(({ variable }) => variable)]),
  )
  return needed.flatMap(([what, names, variable]) =>
    names.some((name) => named.has(name))
      ? []
      : [{ place: '', reason: `no file that is read names ${what}: set ${variable}` }],
  )
}

/** The plan that drafts make up, without anything secret. */
export const planOf = (root: string, { drafts: made, problems }: ReturnType<typeof draftsOf>): ConfigurationPlan => {
  const files = made.map(({ plan }) => ({ ...plan, path: printable(plan.path) }))
  return { root, files, problems, notes: missing(files) }
}

/**
 * Looks at the configuration of a legacy installation (`.env` and its variants, the environment of containers in JSON, Python configuration, requirements) and says what moving it would change, with
 * secrets hidden. Writes nothing, runs nothing, connects to nothing. Content that is wrong is told as a problem. Throws `invalid-input` when the folder is none.
 */
export const planConfiguration = (folder: string): ConfigurationPlan => {
  const root = installationRoot(folder)
  return planOf(root, draftsOf(root))
}
