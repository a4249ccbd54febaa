/** How a counter counts: whole numbers, or decimal fractions. */
export type CounterKind = 'integer' | 'decimal'

/** An amount: text, `bigint`, or a whole number that is exact. A fraction is given as text, since a `number` would not be it. */
export type Amount = string | number | bigint

const forms: Readonly<Record<CounterKind, RegExp>> = { integer: /^-?\d+$/, decimal: /^-?\d+(\.\d+)?$/ }

/** Whether this text is a number of this kind, in plain digits. */
export const isDecimal = (kind: CounterKind, text: string): boolean => forms[kind].test(text)

/** An amount in plain digits, nothing lost. Throws `RangeError` when it is none of this kind. */
export const amountText = (kind: CounterKind, name: string, amount: Amount): string => {
  const inexact = typeof amount === 'number' && !Number.isSafeInteger(amount)
  const text = amount === 0 ? '0' : String(amount)
  if (inexact || !isDecimal(kind, text))
    throw new RangeError(`${name}: ${text} is not an exact ${kind}; give fractions as text`)
  return text
}
