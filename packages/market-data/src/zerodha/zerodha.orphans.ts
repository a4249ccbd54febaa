import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Glimpse } from './zerodha.glimpse.ts'
import { type KeyedWindow, keysOf } from './zerodha.key.ts'
import { candidateWindows, nameOf } from './zerodha.windows.ts'

/** A file that nothing explains, and what its rows tell. */
export interface Orphan {
  readonly file: string
  readonly glimpse: Glimpse
}

/** What the name of a file was found to stand for. */
export interface Identity extends KeyedWindow {
  readonly symbol: string
}

/**
 * Finds out what files hold by making the keys of every symbol in the windows that their rows allow and comparing them with the
 * files' names. A key cannot be inverted, and two symbols with one key are not to be expected: a match is proof. Files share
 * windows, so each window is tried once for all of them; a window takes some 3 ms for 8,000 symbols. A file that is not in the
 * answer could not be identified. Throws the signal's reason when aborted.
 */
export const identify = async (
  orphans: readonly Orphan[],
  symbols: readonly string[],
  known: readonly KeyedWindow[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Identity>> => {
  const wanted = new Set(orphans.map(({ file }) => file))
  const found = new Map<string, Identity>()
  for (const { window, files } of inTurn(orphans, known)) {
    if (wanted.size === 0) break
    if (!files.some((file) => wanted.has(file))) continue
    await nextTurn()
    signal?.throwIfAborted()
    const keyOf = keysOf(window)
    for (const symbol of symbols) {
      const file = `${keyOf(symbol)}.csv`
      if (wanted.delete(file)) found.set(file, { ...window, symbol })
    }
  }
  return found
}

/** The windows to be tried, each with the files that it may explain: first what is likeliest for any of them. */
const inTurn = (orphans: readonly Orphan[], known: readonly KeyedWindow[]) => {
  const windows = new Map<string, { window: KeyedWindow; files: string[]; rank: number }>()
  for (const { file, glimpse } of orphans) {
    for (const [rank, window] of candidateWindows(glimpse, known).entries()) {
      const name = nameOf(window)
      const entry = windows.get(name)
      if (entry) {
        entry.files.push(file)
        entry.rank = Math.min(entry.rank, rank)
      } else windows.set(name, { window, files: [file], rank })
    }
  }
  return [...windows.values()].sort((a, b) => a.rank - b.rank)
}
