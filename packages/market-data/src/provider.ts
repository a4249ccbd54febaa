import type { CandleSource, ProviderItem } from '@fyntrix/domain/candles'

/** What a caller may ask of a reading. */
export interface ReadOptions {
  /** Ends the reading with the signal's reason, between two files at the latest. */
  readonly signal?: AbortSignal | undefined
  /** Called after each finished file (for the simulated market: symbol): how many of how many, and which. */
  readonly onProgress?: ((done: number, total: number, file: string) => void) | undefined
  /**
   * Only bars that became known after this instant. Folders ignore it and always deliver everything: a file may be
   * rewritten at any time, and importing it again adds nothing where nothing changed.
   */
  readonly since?: Date | undefined
}

/**
 * A place that candles come from.
 *
 * `read` delivers one batch a series and the rows that it refuses, nothing twice and nothing left out: every row of every
 * file is in a batch, is counted in a batch's `repeats`, or is quarantined with its file, line and reason. Bad content
 * never throws; a folder that cannot be read at all throws a `DomainError`, an aborted signal its reason.
 */
export interface CandleProvider {
  readonly source: CandleSource
  /** True where the prices are invented. Such a source never shares a lane with a real one. */
  readonly simulated: boolean
  /** What is read, for people: one line. */
  describe(): string
  read(options?: ReadOptions): AsyncIterable<ProviderItem>
}
