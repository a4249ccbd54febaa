import { PickleRefused, printable, type RefusalTier } from './refusal.ts'

const rawArray = 'a raw numpy array: export it with Python, as array.tolist() or a CSV file'
const rawFrame = 'a raw pandas object, whose layout changes with every version: export it with Python, as a CSV file'
const oldBytes = 'how protocols below 3 write bytes, dates and numpy numbers: pickle it again with protocol 4'
const oldSet = 'how protocols below 4 write sets: pickle it again with protocol 4'

interface Rule {
  readonly names: RegExp
  readonly tier: RefusalTier
  readonly what: string
}

/** What names tell about a payload. The first rule that fits counts. */
const rules: readonly Rule[] = [
  { names: /^numpy\.(?:_core|core)\.multiarray\._reconstruct$/, tier: 'C', what: rawArray },
  { names: /^numpy\.(?:_core|core)\.numeric\._frombuffer$/, tier: 'C', what: rawArray },
  { names: /^numpy\.ndarray$/, tier: 'C', what: rawArray },
  { names: /^pandas\.(?:core|_libs\.internals|_libs\.arrays)\./, tier: 'D', what: rawFrame },
  {
    names: /^joblib\./,
    tier: 'E',
    what: 'a joblib file: load it with Python, and export what it holds as CSV or JSON',
  },
  {
    names: /^(?:sklearn|xgboost|lightgbm|catboost|torch|keras|tensorflow)\./,
    tier: 'E',
    what: 'a trained model: train it again, or export it with Python',
  },
  { names: /^_codecs\.encode$/, tier: 'E', what: oldBytes },
  { names: /^(?:builtins|__builtin__)\.set$/, tier: 'E', what: oldSet },
]

/** The refusal of a name that is not in the table. Only the text of the name is looked at. */
export const foreignName = (module: string, name: string): PickleRefused => {
  const full = `${module}.${name}`
  const rule = rules.find(({ names }) => names.test(full))
  const what = rule?.what ?? 'which is no plain data: export what it holds with Python, as CSV or JSON'
  return new PickleRefused(`the pickle names ${printable(full)}, ${what}; nothing was executed`, rule?.tier ?? 'E')
}
