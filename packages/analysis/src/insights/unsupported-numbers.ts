import { type NumberInText, numbersIn } from './numbers-in.ts'

// rounding may move a number by as much of itself: 1.83 → 2, but not 1.5 → 2
const mostMoved = 0.1
// what binary fractions lose
const tiny = 1e-12

const near = (said: NumberInText, value: number): boolean => {
  const away = Math.abs(said.value - value)
  if (away <= tiny * Math.max(1, value)) return true
  return said.value !== 0 && away <= said.step / 2 + tiny * value && away <= mostMoved * value
}

const supports = (fact: NumberInText, said: NumberInText): boolean => {
  if (said.sign !== 0 && said.sign !== (fact.sign === 0 ? 1 : fact.sign)) return false
  if (said.unit === null || said.unit === fact.unit) return near(said, fact.value)
  // a share may be told in percent
  return said.unit === 'percent' && fact.unit === null && fact.value <= 1 && near(said, fact.value * 100)
}

/**
 * The numbers of a text that its facts do not hold, as they stand in it, each once. A number may be written in another way (percent for a share, thousands in
 * either grouping, ₹, lakh and crore, words) and rounded to the digits that it shows, by at most a tenth of itself. A sign or a unit that is written must
 * be that of the fact; without a sign it is a magnitude.
 */
export const unsupportedNumbers = (text: string, facts: string): string[] => {
  const known = numbersIn(facts).filter(({ unit }) => unit !== 'other')
  const strangers = numbersIn(text).filter(
    (said) => said.unit === 'other' || !known.some((fact) => supports(fact, said)),
  )
  return [...new Set(strangers.map((said) => said.text))]
}
