/** Dates that are disbelieved for every symbol, each with a text that says why. */
export type FlatDays = ReadonlyMap<string, string>

/** Share of the symbols with a bar on a date that must be flat for the whole date to be disbelieved. */
export const flatShare = 0.9

/** Counts, file by file, how many symbols have a bar on each date and how many of these bars are flat without volume. */
export interface FlatDayTally {
  /** Adds the text of one symbol's file. A line counts for its date if it is a bar or not: it is the symbol's turn on it. */
  add(text: string): void
  /**
   * The dates on which the vendor has no data and repeats the last close: at least {@link flatShare} of the symbols
   * present have open = high = low = close and no volume. A single flat bar stays: a thin stock may rest for a day,
   * nine of ten do not.
   */
  flatDays(): FlatDays
}

/** An empty tally. */
export const createFlatDayTally = (): FlatDayTally => {
  const counts = new Map<string, { present: number; flat: number }>()
  return {
    add(text) {
      const seen = new Set<string>()
      for (const line of text.split('\n')) {
        const date = line.slice(0, line.indexOf(','))
        if (seen.has(date)) continue
        seen.add(date)
        const count = counts.get(date) ?? { present: 0, flat: 0 }
        counts.set(date, count)
        count.present++
        if (noVolume.test(line) && isFlat(line)) count.flat++
      }
    },
    flatDays() {
      const found = [...counts].filter(([, { present, flat }]) => flat >= flatShare * present)
      return new Map(
        found.map(([date, { present, flat }]) => [date, `flat without volume in ${flat} of ${present} symbols`]),
      )
    },
  }
}

// most lines fail this test at their last characters: a first pass that split all of them would double the time of an import
const noVolume = /,0(?:\.0*)?\r?$/

/** Compared as text: the vendor prints the repeated close four times alike. */
const isFlat = (line: string): boolean => {
  const [, , close, high, low, open] = line.split(',')
  return close !== '' && open === close && high === close && low === close
}
