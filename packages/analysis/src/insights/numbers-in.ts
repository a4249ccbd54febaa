/** What a number is said to be of; `other` for currencies that are never in the facts, and for digits that cannot be read. */
export type Unit = 'percent' | 'rupees' | 'other'

/** A number in a text. */
export interface NumberInText {
  /** As it stands there, with its marks. */
  readonly text: string
  /** Without its sign. */
  readonly value: number
  /** −1 or 1 where a sign is written, else 0. */
  readonly sign: -1 | 0 | 1
  /** What its last digit counts; 0 where it is exact, as in words. */
  readonly step: number
  readonly unit: Unit | null
}

const words: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  dozen: 12,
  hundred: 100,
  thousand: 1e3,
  lakh: 1e5,
  million: 1e6,
  crore: 1e7,
  billion: 1e9,
  twice: 2,
  double: 2,
  doubled: 2,
  triple: 3,
  tripled: 3,
}

const scales: readonly (readonly [RegExp, number])[] = [
  [/^(?:k|thousand)$/i, 1e3],
  [/^(?:la(?:kh|c)s?)$/i, 1e5],
  [/^(?:m|mn|million)$/i, 1e6],
  [/^(?:cr|crores?)$/i, 1e7],
  [/^(?:b|bn|billion)$/i, 1e9],
  [/^(?:trillion)$/i, 1e12],
]

// groups of thousands, groups of India, plain; then what multiplies it
const pattern = new RegExp(
  String.raw`(?<digits>(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!,?\d)|\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?)` +
    String.raw`(?<scale>\s?(?:thousand|lakhs?|lacs?|crores?|cr|million|mn|billion|bn|trillion)\b|[kmb]\b)?` +
    String.raw`|(?<![\p{L}])(?<word>${Object.keys(words).join('|')})s?(?![\p{L}])` +
    String.raw`|(?<foreign>(?:(?![0-9])\p{N})+)`,
  'giu',
)

const currencyBefore = /(?:(₹|\bRs\.?|\bINR)|[$€£¥]|\b(?:USD|EUR|GBP))\s?$/iu
const unitAfter =
  /^\s?-?(?:(%|percent\b|per cent\b|pct\b|percentage points?\b)|(bps\b|basis points?\b)|((?:₹|rupees?\b|INR\b|Rs\b))|(?:\$|€|dollars?\b|USD\b|euros?\b|paise\b))/iu
// after a letter or digit it joins words or ranges
const signBefore = /(?<![\p{L}\p{N})])([-+−])$/u

// characters that the longest mark takes
const widest = 24

interface Marks {
  readonly sign: -1 | 0 | 1
  readonly unit: Unit | null
  readonly perUnit: number
  readonly before: number
  readonly after: number
}

/** What stands around a number; `before` and `after` count the characters that belong to it. */
const marksOf = (text: string, from: number, to: number): Marks => {
  let start = from
  const take = (mark: RegExp): RegExpExecArray | null => {
    const found = mark.exec(text.slice(Math.max(0, start - widest), start))
    start -= found?.[0].length ?? 0
    return found
  }
  const inner = take(signBefore)
  const currency = take(currencyBefore)
  const sign = (inner ?? (currency && take(signBefore)))?.[1]
  const [whole = '', percent, points, rupees] = unitAfter.exec(text.slice(to, to + widest)) ?? []
  const units: Unit[] = [
    ...(currency ? [currency[1] === undefined ? ('other' as const) : ('rupees' as const)] : []),
    ...(whole === ''
      ? []
      : [percent || points ? ('percent' as const) : rupees ? ('rupees' as const) : ('other' as const)]),
  ]
  return {
    sign: sign === undefined ? 0 : sign === '+' ? 1 : -1,
    unit: units.length > 1 && units[0] !== units[1] ? 'other' : (units[0] ?? null),
    perUnit: points ? 0.01 : 1,
    before: from - start,
    after: whole.length,
  }
}

const decimalsOf = (digits: string): number => {
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e')
  return (mantissa.split('.')[1]?.length ?? 0) - Number(exponent)
}

const scaleOf = (scale: string): number => scales.find(([name]) => name.test(scale.trim()))?.[1] ?? 1

/** Every number of a text, in its order: in digits, with separators, signs, units and multiples, and in English words from two on. */
export const numbersIn = (text: string): NumberInText[] =>
  [...text.matchAll(pattern)].map((match) => {
    const { digits, scale = '', word, foreign } = match.groups ?? {}
    const end = match.index + match[0].length
    const { sign, unit, perUnit, before, after } = marksOf(text, match.index, end)
    const shown = text.slice(match.index - before, end + after).trim()
    if (foreign !== undefined) return { text: shown, value: Number.NaN, sign, step: 0, unit: 'other' }
    const factor = scaleOf(scale) * perUnit
    const plain = digits?.replaceAll(',', '')
    const value = plain === undefined ? (words[word?.toLowerCase() ?? ''] ?? Number.NaN) : Number(plain)
    const step = plain === undefined ? 0 : 10 ** -decimalsOf(plain) * factor
    return { text: shown, value: value * factor, sign, step, unit }
  })
