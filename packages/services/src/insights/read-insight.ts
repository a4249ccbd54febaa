import { unsupportedNumbers } from '@fyntrix/analysis'
import { InsightText } from '@fyntrix/domain/insights'

/** An insight that may be shown, or what is wrong with it. */
export type ReadInsight =
  | { readonly ok: true; readonly insight: InsightText }
  | { readonly ok: false; readonly wrong: string }

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, ''))
  } catch {
    return undefined
  }
}

/** Reads what a model wrote: the JSON object that was asked for, in which every number occurs in the facts. */
export const readInsight = (text: string, facts: string): ReadInsight => {
  const insight = InsightText.safeParse(jsonOf(text)).data
  if (!insight) return { ok: false, wrong: 'it is not the JSON object that was asked for' }
  const strangers = unsupportedNumbers([...insight.keyFindings, insight.rationale].join('\n'), facts)
  return strangers.length === 0
    ? { ok: true, insight }
    : { ok: false, wrong: `these numbers are not in the facts: ${strangers.join(', ')}` }
}
