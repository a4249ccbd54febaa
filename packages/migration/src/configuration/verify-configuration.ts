import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../inspection.ts'
import type { Values } from './addresses.ts'
import { readBackup } from './backup.ts'
import { decode } from './decode.ts'
import { legacyReading } from './dotenv-readings.ts'
import { valuesInJson } from './draft-json.ts'
import { sha256 } from './files.ts'
import { planConfiguration } from './plan-configuration.ts'
import { statementsOf } from './python-dotenv.ts'
import { printable } from './redact.ts'

/** Whether the configuration has been moved, and what speaks against it. */
export interface VerifyReport {
  readonly root: string
  /** Files that were looked at. */
  readonly files: number
  readonly problems: readonly Problem[]
  readonly notes: readonly Problem[]
}

/** Each place of a file with variables; none where it cannot be read. */
const valuesIn = (path: string, bytes: Buffer): readonly Values[] => {
  const { text } = decode(bytes)
  if (text === undefined) return []
  try {
    return path.endsWith('.json') ? valuesInJson(text) : [legacyReading(statementsOf(text))]
  } catch {
    return []
  }
}

const lost = (path: string, copy: Buffer, now: Buffer): string[] => {
  const found = valuesIn(path, now)
  return valuesIn(path, copy).flatMap((values, index) =>
    Object.keys(values).filter((name) => found[index]?.[name] !== values[name]),
  )
}

const againstBackup = (root: string, backupFolder: string): Problem[] => {
  const backup = readBackup(backupFolder)
  if (backup.root !== root) return [{ place: '', reason: `the backup is one of ${printable(backup.root)}` }]
  return backup.files.flatMap(({ path, sha256: original, changedTo, content }): Problem[] => {
    const place = printable(path)
    let now: Buffer
    try {
      now = readFileSync(join(root, path))
    } catch {
      return [{ place, reason: 'was there when the backup was made, and cannot be read now' }]
    }
    if (sha256(now) === changedTo) return []
    if (sha256(now) === original) return [{ place, reason: 'is what it was before the configuration was moved' }]
    const names = lost(path, content, now).map(printable)
    return names.length === 0
      ? []
      : [{ place, reason: `was changed since; other than in the backup, or gone: ${names.join(', ')}` }]
  })
}

/**
 * Says whether the configuration is moved: nothing is left to change, every file can be read, our schemas take its addresses, and, with a backup, no variable was lost since. Writes nothing. Throws
 * `invalid-input` when the folder is none, or the backup is not as it was written.
 */
export const verifyConfiguration = (
  folder: string,
  { backupFolder }: { readonly backupFolder?: string | undefined } = {},
): VerifyReport => {
  const { root, files, problems, notes } = planConfiguration(folder)
  return {
    root,
    files: files.length,
    problems: [
      ...problems,
      ...files.flatMap(({ path, problems: reasons, changes }) => [
        ...reasons.map((reason) => ({ place: path, reason })),
        ...changes.map(({ variable }) => ({ place: path, reason: `${variable} is still to be added` })),
      ]),
      ...(backupFolder === undefined ? [] : againstBackup(root, backupFolder)),
    ],
    notes,
  }
}
