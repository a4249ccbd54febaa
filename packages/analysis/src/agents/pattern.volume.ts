import type { PatternDefinition } from './pattern.candlesticks.ts'
import type { PatternView } from './pattern-view.ts'

const highestBefore = (view: PatternView, index: number, bars: number): number => {
  let highest = Number.NEGATIVE_INFINITY
  for (let i = Math.max(0, index - bars); i < index; i++) highest = Math.max(highest, view.high(i))
  return highest
}

const volumeMultiple = (view: PatternView, index: number): number => view.volume(index) / view.typicalVolume(index)

// the first close beyond the range only: a trend would otherwise report a breakout every day
const breaksOut = (view: PatternView, index: number): boolean =>
  view.close(index) > highestBefore(view, index, 20) && view.close(index - 1) <= highestBefore(view, index - 1, 20)

/** Share of the volume of the 20 bars up to `index` that was traded on rising closes. */
const risingVolumeShare = (view: PatternView, index: number): number => {
  let [rising, total] = [0, 0]
  for (let i = index - 19; i <= index; i++) {
    if (view.close(i) > view.close(i - 1)) rising += view.volume(i)
    if (view.close(i) !== view.close(i - 1)) total += view.volume(i)
  }
  return rising / total
}

/** Breakouts, gaps and what volume says. */
export const volumePatterns: readonly PatternDefinition[] = [
  {
    bullish: 'breakout on volume',
    bearish: 'breakdown on volume',
    confidence: (v, i) => (breaksOut(v, i) && volumeMultiple(v, i) >= 2 ? 82 : 0),
  },
  {
    bullish: '20-bar breakout',
    bearish: '20-bar breakdown',
    // unlike in the specification the volume may be ordinary, which is why it weighs less than the one above
    confidence: (v, i) => (breaksOut(v, i) && !(volumeMultiple(v, i) >= 2) ? 60 : 0),
  },
  {
    bullish: 'selling climax',
    bearish: 'buying climax',
    confidence: (v, i) =>
      volumeMultiple(v, i) >= 3 &&
      v.approach(i) <= -1 &&
      v.range(i) >= 1.5 * v.typicalRange(i) &&
      v.close(i) - v.low(i) >= 0.5 * v.range(i)
        ? 77
        : 0,
  },
  {
    bullish: 'gap up',
    bearish: 'gap down',
    confidence: (v, i) => (v.fraction(v.low(i) - v.high(i - 1), i) >= 0.015 ? 65 : 0),
  },
  {
    bullish: 'accumulation',
    bearish: 'distribution',
    // a state rather than an event: only as of the newest bar
    confidence: (v, i) =>
      i === v.length - 1 &&
      Math.abs(v.close(i) - v.close(i - 20)) <= 2 * v.typicalRange(i) &&
      risingVolumeShare(v, i) >= 0.65
        ? 76
        : 0,
  },
]
