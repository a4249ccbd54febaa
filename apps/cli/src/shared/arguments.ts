import { Id, SessionDate, Symbol } from '@fyntrix/domain/shared'
import { InvalidArgumentError } from 'commander'

/** An id of whatever has one. */
export const parseId = (text: string): Id => {
  const id = Id.safeParse(text)
  if (!id.success) throw new InvalidArgumentError('an id looks like 01a201cb-c337-77b7-b1ca-3989fe8be64a')
  return id.data
}

/** An exchange date, `YYYY-MM-DD`. */
export const parseDate = (text: string): SessionDate => {
  if (!SessionDate.safeParse(text).success) throw new InvalidArgumentError('a date looks like 2026-01-02')
  return text
}

/** A symbol of the exchange, in any case. */
export const parseSymbol = (text: string): string => {
  const symbol = Symbol.safeParse(text.toUpperCase())
  if (!symbol.success) throw new InvalidArgumentError('a symbol looks like RELIANCE or M&M')
  return symbol.data
}

/** A price in INR. */
export const parsePrice = (text: string): number => {
  const price = Number(text)
  if (!(price > 0 && Number.isFinite(price))) throw new InvalidArgumentError('a price is a number above zero')
  return price
}

/** A list of choices, separated by commas. */
export const parseListOf =
  <T extends string>(choices: readonly T[]) =>
  (text: string): T[] =>
    text.split(',').map((name) => {
      const found = choices.find((choice) => choice === name.trim())
      if (found === undefined) throw new InvalidArgumentError(`choose from ${choices.join(', ')}`)
      return found
    })

/** A whole number from `least` to `most`. */
export const parseWhole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (Number.isInteger(value) && least <= value && value <= most) return value
    throw new InvalidArgumentError(`a whole number from ${least} to ${most}`)
  }
