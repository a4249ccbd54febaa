import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoreKind } from './store.ts'

/** One JSON file a key, replaced by a rename, so that no reader sees half of one. */
export const files: StoreKind = {
  name: 'files',
  configured: 'a JSON file a key; written beside and renamed, not synced to disk',
  async open({ folder }) {
    const place = join(folder, 'files')
    await mkdir(place, { recursive: true })
    const path = (key: string) => join(place, `${key.replaceAll(':', '-')}.json`)
    let written = 0
    return {
      read: async (key) => JSON.parse(await readFile(path(key), 'utf8')) as unknown,
      async write(key, value) {
        written += 1
        const beside = `${path(key)}.${process.pid}.${written}`
        await writeFile(beside, JSON.stringify(value))
        await rename(beside, path(key))
      },
      async [Symbol.asyncDispose]() {},
    }
  },
}
