const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

type Unit = keyof typeof units

/** A length of time: milliseconds, or a number with its unit, such as `'250ms'`, `'90s'`, `'15m'`, `'24h'`, `'7d'`. */
export type Duration = number | `${number}${Unit}`

const isUnit = (text: string): text is Unit => text in units

/** A duration in milliseconds. Throws `RangeError` when it is negative, endless or not a duration. */
export const milliseconds = (duration: Duration): number => {
  const [, amount = '', unit = ''] = typeof duration === 'number' ? [] : (/^([\d.]+)(\D+)$/.exec(duration) ?? [])
  const value = typeof duration === 'number' ? duration : isUnit(unit) ? Number(amount) * units[unit] : Number.NaN
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`${duration} is not a duration such as '90s' or '15m'`)
  return value
}

/** Milliseconds as a text for people: in the largest unit that they are a whole number of. */
export const durationText = (ms: number): string => {
  const [unit, size] = Object.entries(units).findLast(([, each]) => ms >= each && ms % each === 0) ?? ['ms', 1]
  return `${ms / size}${unit}`
}
