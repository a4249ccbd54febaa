import { z } from 'zod'

const decimals = 12

/** Whole, decimal and sign → one spelling for each amount: no leading zeros, always twelve decimals, no negative zero. */
const normalised = (text: string): string => {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const amount = `${whole}.${fraction.padEnd(decimals, '0')}`
  return /[1-9]/.test(amount) ? `${sign}${amount}` : amount
}

/** An amount of USD as a decimal string, exact to 10⁻¹² dollars; spelt with all twelve decimals, as PostgreSQL does. */
export const Usd = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,12})?$/, 'an amount is a decimal with up to 12 digits and 12 decimals')
  .overwrite(normalised)
export type Usd = z.infer<typeof Usd>

/** The largest amount that there is. */
export const mostUsd = '999999999999.999999999999'

/** An amount that is not negative. */
export const UsdFromZero = Usd.refine((amount) => !amount.startsWith('-'), 'an amount that is not negative')
