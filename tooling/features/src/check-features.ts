import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The nouns of the house and what may stand beside them. */
export interface Features {
  readonly nouns: readonly string[]
  /** Folders that are no nouns and may occur in any package. */
  readonly folders: readonly string[]
  /** Packages whose folders follow another order, with the reason. */
  readonly internal: Readonly<Record<string, string>>
  /** Commands of the launcher, each with the noun or folder that it belongs to. */
  readonly commands: Readonly<Record<string, string>>
}

/** Reads `features.json` at the root of the checkout. */
export const readFeatures = (root: string): Features => {
  const features: Features = JSON.parse(readFileSync(join(root, 'features.json'), 'utf8'))
  return features
}

const foldersIn = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : []

/** Problems with the rule that one noun has one name on every floor; empty when there is none. */
export const checkFeatures = (root: string): string[] => {
  const { nouns, folders, internal } = readFeatures(root)
  const known = new Set([...nouns, ...folders])
  const houses = ['packages', 'apps'].flatMap((floor) => foldersIn(join(root, floor)).map((name) => `${floor}/${name}`))
  const strangers = houses
    .filter((house) => !(house in internal))
    .flatMap((house) =>
      foldersIn(join(root, house, 'src'))
        .filter((folder) => !known.has(folder))
        .map((folder) => `${house}/src/${folder}: not a noun of features.json`),
    )
  const gone = Object.keys(internal)
    .filter((house) => !existsSync(join(root, house)))
    .map((house) => `features.json names ${house}, which is not there`)
  const unsorted =
    [...nouns].sort().join() === nouns.join() ? [] : ['features.json: nouns are not in alphabetical order']
  return [...strangers, ...gone, ...unsorted]
}
