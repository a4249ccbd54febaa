import { gunzipSync } from 'node:zlib'
import { demand, PickleRefused, type RefusalTier } from './refusal.ts'

const chunkSize = 64 * 1024

/** The content of a gzip stream. Throws `PickleRefused` when it is damaged, or beyond `limit`; then no more than `limit` and a chunk was held. */
const gunzip = (packed: Uint8Array, limit: number): Uint8Array => {
  try {
    return gunzipSync(packed, { maxOutputLength: limit, chunkSize })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new PickleRefused(`the gzip stream unpacks to more than ${limit} bytes`)
    }
    throw new PickleRefused(`the gzip stream is damaged (${code})`)
  }
}

/** Beginnings of other files that a legacy cache may hold. */
const others: readonly (readonly [magic: string, tier: RefusalTier, what: string])[] = [
  ['934e554d5059', 'C', 'a numpy file (.npy): export it with Python, as array.tolist() or a CSV file'],
  ['504b0304', 'E', 'a zip archive, as numpy (.npz) and torch write: export what it holds with Python'],
  ['7801', 'E', 'a zlib stream, as joblib writes: load it with Python, and export what it holds'],
  ['785e', 'E', 'a zlib stream, as joblib writes: load it with Python, and export what it holds'],
  ['789c', 'E', 'a zlib stream, as joblib writes: load it with Python, and export what it holds'],
  ['78da', 'E', 'a zlib stream, as joblib writes: load it with Python, and export what it holds'],
]

const checkHeader = (pickle: Uint8Array): void => {
  demand(pickle.length > 0, 'there are no bytes')
  if (pickle[0] !== 0x80) {
    const head = Buffer.from(pickle.subarray(0, 8)).toString('hex')
    const other = others.find(([magic]) => head.startsWith(magic))
    if (other !== undefined) throw new PickleRefused(`this is ${other[2]}`, other[1])
    throw new PickleRefused(`this is no pickle of protocol 2 to 5: it begins with the bytes ${head}`)
  }
  const [, protocol] = pickle
  demand(protocol !== undefined, 'the pickle is cut short after its first byte')
  demand(protocol >= 2 && protocol <= 5, `the pickle has protocol ${protocol}, and 2 to 5 are known`)
}

/** Bytes of the header: PROTO and its argument. */
export const headerBytes = 2

/**
 * The pickle in a payload: gunzipped if it begins as gzip does, and with a header of protocol 2 to 5. Throws `PickleRefused` for anything else,
 * and where either form has more than `limit` bytes.
 */
export const unframe = (payload: Uint8Array, limit: number): Uint8Array => {
  demand(payload.length <= limit, `there are ${payload.length} bytes, more than ${limit}`)
  const pickle = payload[0] === 0x1f && payload[1] === 0x8b ? gunzip(payload, limit) : payload
  checkHeader(pickle)
  return pickle
}
