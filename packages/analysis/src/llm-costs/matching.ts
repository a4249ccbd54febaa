import type { MatchLogic } from '@pydantic/genai-prices'

/** Whether a name is one that a rule of the price data means; case does not matter, except in regular expressions. */
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
