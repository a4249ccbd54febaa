/** The probability below the upper end of a two-sided interval: 0.975 at level 0.95. Throws RangeError unless 0 < level < 1. */
export const upperTail = (level: number): number => {
  if (!(level > 0 && level < 1)) throw new RangeError(`the level must lie between 0 and 1, not ${level}`)
  return (1 + level) / 2
}
