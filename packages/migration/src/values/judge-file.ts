import type { FileKind } from '../inspection.ts'
import { type Decision, type Judged, judgePickle, type Knowledge } from './judge.ts'
import { type FileValue, fileLifetimeMs, hashOfFile } from './legacy-files.ts'
import { readStrictJson } from './strict-json.ts'

const sound = 'a JSON file: no value of a cache, moved by a rule of its own where it has one'
const leftKinds: { readonly [Kind in FileKind]?: string } = {
  'candle file': 'candles are facts: they go into PostgreSQL with the candles, not into a cache',
  'candle metadata': 'says what the candle files beside it are: it is read with the candles',
  csv: 'a CSV file that is no candle file: no value of a cache',
}
const model = 'a model of joblib holds code of Python: it is not read; export what is wanted of it'

/** What becomes of a file. */
export const judgeFile = (raw: FileValue, known: Knowledge): Judged => {
  const judged = (decision: Decision, notes: readonly string[] = []): Judged => ({ raw, decision, notes })
  if (raw.refused !== undefined) return judged({ kind: 'quarantined', reason: raw.refused })
  const elsewhere = leftKinds[raw.kind]
  if (elsewhere !== undefined) return judged({ kind: 'left', reason: elsewhere })
  if (raw.kind === 'model') return judged({ kind: 'quarantined', reason: model })
  if (raw.kind === 'json') {
    const read = readStrictJson(raw.bytes ?? new Uint8Array())
    if (read.reason !== undefined) return judged({ kind: 'quarantined', reason: read.reason })
    return judged({ kind: 'left', reason: sound }, read.notes)
  }
  const until = (type: string): Decision | number => {
    const remaining = raw.writtenAt + fileLifetimeMs(type) - known.levels.now
    const reason = `it was written ${new Date(raw.writtenAt).toISOString()}, and ${type || 'such a value'} was good for ${fileLifetimeMs(type) / 1_000} s`
    return remaining > 0 ? performance.now() + remaining : { kind: 'expired', reason }
  }
  return judged(judgePickle(raw, { type: '', hash: hashOfFile(raw.key ?? '') }, known, until))
}
