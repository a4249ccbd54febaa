import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder that goes with the test, and what lies in it. */
export const installation = (files: Readonly<Record<string, string | Uint8Array>> = {}) => {
  const root = mkdtempSync(join(tmpdir(), 'fyntrix-configuration-'))
  const put = (path: string, content: string | Uint8Array, mode = 0o600): string => {
    const whole = join(root, path)
    mkdirSync(dirname(whole), { recursive: true })
    writeFileSync(whole, content)
    chmodSync(whole, mode)
    return whole
  }
  for (const [path, content] of Object.entries(files)) put(path, content)
  return {
    root,
    put,
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
    /** Every file with its mode and content. */
    everything: () =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
        .map(
          (path) =>
            `${path.slice(root.length + 1)} ${lstatSync(path).mode.toString(8)} ${readFileSync(path, 'latin1')}`,
        ),
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  }
}
