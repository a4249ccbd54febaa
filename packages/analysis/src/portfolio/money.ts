import type { Rupees } from '@fyntrix/domain/portfolio'
import { DomainError } from '@fyntrix/domain/shared'

const scale = 10_000n
/** what numeric(20,4) holds */
const limit = 10n ** 20n

/** An amount as a whole number of ten-thousandths of a rupee: sums and products with quantities stay exact. */
export const unitsOf = (amount: Rupees): bigint => {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  const units = BigInt(whole) * scale + BigInt(fraction.padEnd(4, '0'))
  return amount.startsWith('-') ? -units : units
}

/** Units as a decimal string. Throws `refused` for 10^16 rupees and more: no column holds them. */
export const rupeesOf = (units: bigint): Rupees => {
  const size = units < 0n ? -units : units
  if (size >= limit) throw new DomainError('refused', 'an amount of the portfolio is beyond 10^16 rupees')
  return `${units < 0n ? '-' : ''}${size / scale}.${String(size % scale).padStart(4, '0')}`
}

/** The units of a price in INR, rounded to a hundredth of a paisa. */
export const unitsOfPrice = (price: number): bigint => BigInt(Math.round(price * Number(scale)))

/** Units as a number of rupees, for shares and percentages only. */
export const numberOf = (units: bigint): number => Number(units) / Number(scale)

/** `a` × `b` ÷ `c`, rounded half away from zero. */
export const portionOf = (a: bigint, b: bigint, c: bigint): bigint => {
  const product = a * b
  const size = product < 0n ? -product : product
  const by = c < 0n ? -c : c
  const rounded = (2n * size + by) / (2n * by)
  return product < 0n === c < 0n ? rounded : -rounded
}
