import type { MatchLogic } from '@pydantic/genai-prices'

/** Whether a name is one that a rule of the price data means. Case does not matter, except in regular expressions. */
export const matches = (rule: MatchLogic, name: string): boolean => {
  if ('or' in rule) return rule.or.some((one) => matches(one, name))
  if ('and' in rule) return rule.and.every((one) => matches(one, name))
  if ('regex' in rule) return new RegExp(rule.regex).test(name)
  const text = name.toLowerCase()
  if ('equals' in rule) return text === rule.equals.toLowerCase()
  if ('starts_with' in rule) return text.startsWith(rule.starts_with.toLowerCase())
  if ('ends_with' in rule) return text.endsWith(rule.ends_with.toLowerCase())
  return text.includes(rule.contains.toLowerCase())
}

const compactDate = /-(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)/g

/**
 * The names under which a model is looked for, one after the other: as it was asked for, in small letters, as the rules expect it; and with a date such as
 * 20250807 written 2025-08-07, which some who serve another's models leave out.
 */
export const namesOf = (model: string): readonly string[] => {
  const name = model.trim().toLowerCase()
  const dated = name.replace(compactDate, (text, year, month, day) => {
    const date = `${year}-${month}-${day}`
    return new Date(date).toISOString().startsWith(date) ? `-${date}` : text
  })
  return dated === name ? [name] : [name, dated]
}
