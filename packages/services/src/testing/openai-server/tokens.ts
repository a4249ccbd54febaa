import { z } from 'zod'

const Count = z.int().nonnegative()

/** Tokens as OpenAI counts them: `prompt` includes `cached`, `completion` includes `reasoning`. */
export const Tokens = z.object({ prompt: Count, cached: Count, completion: Count, reasoning: Count })
export type Tokens = z.infer<typeof Tokens>

/** USD for a million tokens, as decimals with at most six places, so that an amount is exact to 10⁻¹² dollars. */
export interface TokenPrices {
  readonly input: string
  readonly cached: string
  readonly output: string
}

const scale = 12

/** USD for a million → 10⁻¹² USD for one. */
const perToken = (price: string): bigint => {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(price) ?? []
  if (whole === undefined) throw new Error(`a price is a decimal with at most six places, not ${price}`)
  return BigInt(whole + fraction.padEnd(6, '0'))
}

/** What tokens cost, as a decimal with twelve places. */
export const amountOf = ({ prompt, cached, completion }: Tokens, prices: TokenPrices): string => {
  const units =
    BigInt(prompt - cached) * perToken(prices.input) +
    BigInt(cached) * perToken(prices.cached) +
    BigInt(completion) * perToken(prices.output)
  const digits = units.toString().padStart(scale + 1, '0')
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
