import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the recorded market data: `FYNTRIX_SHARED_DATA`, by default beside the repository. For tests only. */
export const sharedData =
  process.env['FYNTRIX_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url))

/** True where the data are absent and nobody insists on them by `FYNTRIX_REQUIRE_DATA=1`: such tests are skipped. */
export const withoutSharedData = !existsSync(sharedData) && process.env['FYNTRIX_REQUIRE_DATA'] !== '1'

/** The CSV files of a folder of the shared data, each as its name without extension and its cells, header first. */
export function readCsvFolder(folder: string): { name: string; header: string[]; rows: string[][] }[] {
  const path = join(sharedData, folder)
  return readdirSync(path)
    .filter((file) => file.endsWith('.csv'))
    .map((file) => {
      const [header = [], ...rows] = readFileSync(join(path, file), 'utf8')
        .trimEnd()
        .split('\n')
        // no cell of these files is quoted
        .map((line) => line.trimEnd().split(','))
      return { name: file.slice(0, -'.csv'.length), header, rows }
    })
}

/** Parses a JSON file of the shared data. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(sharedData, file), 'utf8'))
}
