import { rename, writeFile } from 'node:fs/promises'

/** Says where we listen, as JSON `{port, pid}`. The file appears whole or not at all: whoever waits for it may read it at once. */
export const writeReadyFile = async (
  path: string,
  facts: { readonly port: number; readonly pid: number },
): Promise<void> => {
  const temporary = `${path}.${facts.pid}.tmp`
  await writeFile(temporary, `${JSON.stringify(facts)}\n`, { mode: 0o600 })
  await rename(temporary, path)
}
