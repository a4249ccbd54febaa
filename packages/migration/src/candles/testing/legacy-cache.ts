import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = process.env['FYNTRIX_SHARED_DATA'] || resolve(import.meta.dirname, '../../../../../../shared/data')

/** The recorded cache of the legacy client and the broker's list of its day, for tests only. */
export const recorded = {
  folder: join(root, 'legacy/stock-analyzer/cache'),
  instruments: join(root, 'legacy/stock-analyzer/zerodha_instruments.csv'),
}

/** True where the recorded data are absent and nobody insists on them by `FYNTRIX_REQUIRE_DATA=1`: such tests are skipped. */
export const withoutRecorded = !existsSync(recorded.folder) && process.env['FYNTRIX_REQUIRE_DATA'] !== '1'

/** A file of a made-up cache: bars of 2025, by time `YYYY-MM-DD HH:MM:SS` and close. */
export interface MadeFile {
  readonly symbol: string
  readonly interval: string
  /** Dates of the window, `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
  /** When it was stored, on the last date; absent: the metadata do not name it. */
  readonly cachedAt?: string
  readonly bars: readonly (readonly [time: string, close: number])[]
}

/** Name of a file as the legacy client made it. */
export const nameOf = ({ symbol, interval, from, to }: Omit<MadeFile, 'bars'>): string =>
  `${createHash('md5')
    .update(`${symbol}:NSE:${interval}:${from.replaceAll('-', '')}:${to.replaceAll('-', '')}`)
    .digest('hex')}.csv`

const textOf = ({ bars }: MadeFile): string =>
  [',date,open,high,low,close,volume', ...bars.map(([time, close], nth) => `${nth},${time}+05:30,10,20,5,${close},100`)]
    .map((line) => `${line}\n`)
    .join('')

const entriesOf = (file: MadeFile): readonly (readonly [string, unknown])[] =>
  file.cachedAt === undefined
    ? []
    : [
        [
          nameOf(file).slice(0, -'.csv'.length),
          {
            symbol: file.symbol,
            exchange: 'NSE',
            interval: file.interval,
            from_date: `${file.from}T00:00:00`,
            to_date: `${file.to}T${file.cachedAt}`,
            cached_at: `${file.to}T${file.cachedAt}`,
          },
        ],
      ]

/** A cache of these files with an instrument list beside it, removed at the end of the scope; `texts` replaces or adds files. */
export const legacyCache = async (
  files: readonly MadeFile[],
  texts: Readonly<Record<string, string>> = {},
): Promise<AsyncDisposable & { readonly path: string; readonly instruments: string }> => {
  const path = await mkdtemp(join(tmpdir(), 'fyntrix-cache-'))
  const instruments = join(path, 'instruments.list')
  const metadata = JSON.stringify(Object.fromEntries(files.flatMap(entriesOf)))
  const named = files.map((file) => [nameOf(file), textOf(file)] as const)
  const all = { 'cache_metadata.json': metadata, ...Object.fromEntries(named), ...texts }
  for (const [name, text] of Object.entries(all)) await writeFile(join(path, name), text)
  await writeFile(instruments, 'tradingsymbol,exchange\nM&M,NSE\nNIFTY 50,NSE\nINFY,NSE\n../../x,NSE\n')
  return { path, instruments, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}
