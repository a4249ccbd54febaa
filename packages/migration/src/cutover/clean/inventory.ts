import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, normalize, resolve, sep } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { touching } from '../../configuration/files.ts'
import { writeDurably } from './durable.ts'

const RelativePath = z
  .string()
  .min(1)
  .refine((path) => !isAbsolute(path) && normalize(path) === path && path !== '.' && !path.split(sep).includes('..'), {
    message: 'must stay below the installation',
  })

const Entry = z.strictObject({
  path: RelativePath,
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** What proved that it is here too. */
  provedBy: z.string(),
  /** When it was deleted for good. */
  purgedAt: z.iso.datetime().optional(),
})

const Inventory = z.strictObject({
  version: z.literal(1),
  root: z.string().refine(isAbsolute, { message: 'must be absolute' }),
  /** When it was begun. */
  at: z.iso.datetime(),
  files: z.array(Entry),
})

/** A file that was moved, or is about to be. */
export type InventoryEntry = z.infer<typeof Entry>

/** What was moved out of an installation. Its files lie beside it, in `files`, under the paths that they had. */
export type Inventory = z.infer<typeof Inventory>

export const inventoryName = 'inventory.json'

/** The folder beside an installation that its files are moved to. */
export const movedFolder = (root: string): string => `${root}-moved`

/** Where a file lies once it is moved. */
export const movedPath = (folder: string, path: string): string => join(folder, 'files', path)

/** Reads an inventory. Throws `invalid-input` when it is none, and `unavailable` when it cannot be read. */
export const readInventory = (file: string): { readonly inventory: Inventory; readonly folder: string } => {
  const path = resolve(file)
  const text = touching(path, () => readFileSync(path, 'utf8'))
  try {
    return { inventory: Inventory.parse(JSON.parse(text)), folder: dirname(path) }
  } catch (cause) {
    throw new DomainError('invalid-input', `${path} is no inventory of 'migrate clean': name its ${inventoryName}`, {
      cause,
    })
  }
}

/** The inventory in a folder that files are moved to; null where there is none yet. Throws like `readInventory`. */
export const inventoryIn = (folder: string): Inventory | null => {
  const file = join(folder, inventoryName)
  return existsSync(file) ? readInventory(file).inventory : null
}

/** Writes an inventory whole, or leaves the one that is there. */
export const writeInventory = (folder: string, inventory: Inventory): void =>
  writeDurably(join(folder, inventoryName), `${JSON.stringify(inventory, null, 2)}\n`)
