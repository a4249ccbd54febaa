import { type Dirent, lstatSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../inspection.ts'
import type { SettingsKind } from './plan.ts'
import { printable } from './redact.ts'

/** A file of settings, or what stands in the way of one. `purpose` is other than `settings` for what nothing reads as such. */
export type FoundSettings =
  | {
      readonly path: string
      readonly kind: SettingsKind
      readonly purpose: 'settings' | 'template' | 'copy'
      readonly reason?: undefined
    }
  | Problem

const skipped = new Set(['.git', 'node_modules', 'venv', '.venv', 'env', '__pycache__', 'site-packages'])
// deployment files lie near the top, and data below may be deep and wide
const deepest = 3
const largest = 1 << 20

/** What a file is by its name; null for one that holds no settings. */
const kindOf = (name: string): SettingsKind | null => {
  if (/^\.env(?:\..+)?$/.test(name)) return 'dotenv'
  if (name === 'deployment_config.py' || name === 'config.py') return 'python'
  if (/^requirements.*\.txt$/.test(name)) return 'requirements'
  return /^(?:ecs|task)[-_].*\.json$/.test(name) || name === 'environment.json' ? 'json' : null
}

const purposeOf = (name: string): 'settings' | 'template' | 'copy' => {
  if (/\.(?:example|sample|template|dist)$/.test(name)) return 'template'
  return /\.(?:bak|backup|old|orig|save|swp|tmp)$|\.bak\b/.test(name) ? 'copy' : 'settings'
}

const entriesOf = (root: string, folder: string): readonly Dirent[] | Problem => {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    return {
      place: printable(folder),
      reason: `the folder cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}

const lookedAt = (root: string, path: string, kind: SettingsKind, name: string): FoundSettings => {
  const found = lstatSync(join(root, path), { throwIfNoEntry: false })
  const place = printable(path)
  if (found === undefined) return { place, reason: 'gone while it was looked at' }
  if (found.isSymbolicLink())
    return {
      place,
      reason: `is a link to ${printable(readlinkSync(join(root, path)))}: it is not followed; name the folder that holds the file`,
    }
  if (!found.isFile()) return { place, reason: 'is no file' }
  if (found.size > largest) return { place, reason: `is larger than ${largest} bytes: it is no file of settings` }
  return { path, kind, purpose: purposeOf(name) }
}

/** The files of settings below a folder, in the order of their paths. Links are named and not followed. */
export function* findSettings(root: string, folder = '', depth = 0): Iterable<FoundSettings> {
  const entries = entriesOf(root, folder)
  if ('reason' in entries) {
    yield entries
    return
  }
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const kind = kindOf(entry.name)
    if (entry.isDirectory()) {
      if (depth < deepest && !skipped.has(entry.name)) yield* findSettings(root, path, depth + 1)
    } else if (kind !== null) yield lookedAt(root, path, kind, entry.name)
  }
}
