import { z } from 'zod'

const decimals = 4

/** Whole, decimal and sign → one spelling for each amount: no leading zeros, always four decimals, no negative zero. */
const normalised = (text: string): string => {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const amount = `${whole}.${fraction.padEnd(decimals, '0')}`
  return /[1-9]/.test(amount) ? `${sign}${amount}` : amount
}

/** An amount of INR as a decimal string, exact to a hundredth of a paisa; spelt with all four decimals, as PostgreSQL does. */
export const Rupees = z
  .string()
  .regex(/^-?\d{1,16}(\.\d{1,4})?$/, 'an amount is a decimal with up to 16 digits and 4 decimals')
  .overwrite(normalised)
export type Rupees = z.infer<typeof Rupees>

/** An amount that is not negative. */
export const RupeesFromZero = Rupees.refine((amount) => !amount.startsWith('-'), 'an amount that is not negative')

/** The price of one share, above zero, below ten million. */
export const SharePrice = Rupees.refine(
  (amount) => !amount.startsWith('-') && /[1-9]/.test(amount) && amount.length <= 12,
  'a price is above zero and below 10000000',
)
