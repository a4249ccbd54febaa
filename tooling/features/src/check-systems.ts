import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One system that the project is to have: where it stands, who answers for it, and what proves it. */
export interface System {
  readonly id: string
  readonly what: string
  readonly status: 'finished' | 'open'
  /** Tables, keys in Redis, folders or jobs. */
  readonly stores: readonly string[]
  /** Folder of the code; null while there is none. */
  readonly service: string | null
  readonly procedures: readonly string[]
  readonly tests: readonly string[]
}

/** Reads `systems.json` at the root of the checkout. */
export const readSystems = (root: string): readonly System[] => {
  const systems: readonly System[] = JSON.parse(readFileSync(join(root, 'systems.json'), 'utf8'))
  return systems
}

const tableName = /^[a-z]+(?:_[a-z]+)+$/

const migrationsOf = (root: string): string => {
  const folder = join(root, 'packages/db/src/migrations')
  if (!existsSync(folder)) return ''
  const files = readdirSync(folder).filter((name) => name.startsWith('migration-'))
  return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
}

const apiOf = (root: string): string => {
  const path = join(root, 'packages/sdk/src/api.d.ts')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

const problemsOf = (root: string, system: System, { tables, api }: { tables: string; api: string }): string[] => {
  const { id, status, stores, service, procedures, tests } = system
  if (status === 'open') return []
  const noTest = tests.length === 0 ? [`${id} is finished but names no test`] : []
  const gone = [...tests, ...(service === null ? [] : [service])]
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => `${id}: there is no ${path}`)
  const noTable = stores
    .filter((store) => tableName.test(store) && !tables.includes(`create table ${store} (`))
    .map((store) => `${id}: no migration makes ${store}`)
  const unknown = procedures
    .filter((procedure) => procedure.split('.').some((part) => !new RegExp(`\\b${part}: `).test(api)))
    .map((procedure) => `${id}: the API has no ${procedure}`)
  return [...noTest, ...gone, ...noTable, ...unknown]
}

/** Systems that count as finished but lack a test, or name a test, folder, table or procedure that is not there. */
export const checkSystems = (root: string): string[] => {
  const systems = readSystems(root)
  const facts = { tables: migrationsOf(root), api: apiOf(root) }
  const twice = systems.filter(({ id }, i) => systems.findIndex((one) => one.id === id) !== i)
  return [
    ...twice.map(({ id }) => `systems.json names ${id} twice`),
    ...systems.flatMap((system) => problemsOf(root, system, facts)),
  ]
}
