import { renameSync, writeFileSync } from 'node:fs'

/** Says that this process works, as JSON. The file appears whole or not at all: whoever waits for it may read it at once. */
export const writeReadyFile = (path: string, facts: { readonly pid: number }): void => {
  const temporary = `${path}.tmp`
  writeFileSync(temporary, JSON.stringify(facts))
  renameSync(temporary, path)
}
