import { SessionDate } from '@fyntrix/domain/shared'
import { InvalidArgumentError } from 'commander'

/** An exchange date, `YYYY-MM-DD`. */
export const parseDate = (text: string): SessionDate => {
  if (!SessionDate.safeParse(text).success) throw new InvalidArgumentError('a date looks like 2026-01-02')
  return text
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
