import { isSame } from './expected.ts'
import type { AnswerDifference, AnswerItem } from './question.ts'

const longest = 200
const told = (value: unknown): string => {
  const text = JSON.stringify(value ?? null)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** Where two answers differ first; null where they are the same. */
export const compareAnswers = (legacy: readonly AnswerItem[], here: readonly AnswerItem[]): AnswerDifference | null => {
  for (let item = 0; item < Math.max(legacy.length, here.length); item += 1) {
    const [there, ours] = [legacy[item]?.values, here[item]?.values]
    if (there === undefined || ours === undefined) {
      return { item, value: '', legacy: told(there), here: told(ours) }
    }
    for (const value of new Set([...Object.keys(there), ...Object.keys(ours)]))
      if (!isSame(there[value], ours[value]))
        return { item, value, legacy: told(there[value]), here: told(ours[value]) }
  }
  return null
}
