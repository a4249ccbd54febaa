const format = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 })

/** A whole number, its digits in groups as in India. */
export const number = (value: number): string => format.format(value)

/** Promises that are told when many are broken; all of them are in the JSON. */
const most = 50

/** What was proved, or each promise that was broken. */
export const verdict = (broken: readonly string[], kept: string): string => {
  if (broken.length === 0) return kept
  const left = broken.length - most
  return [...broken.slice(0, most), ...(left > 0 ? [`and ${number(left)} more: see --json`] : [])].join('\n')
}
