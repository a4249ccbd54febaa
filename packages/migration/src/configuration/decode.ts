/** Text of a settings file. */
export type Decoded =
  | { readonly text: string; readonly problem?: undefined }
  | { readonly text: undefined; readonly problem: string }

/** Reads bytes as UTF-8, of which nothing is replaced or left out: a byte order mark stays. */
export const decode = (bytes: Buffer): Decoded => {
  if (bytes.includes(0)) return { text: undefined, problem: 'holds a zero byte: it is no text' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { text: undefined, problem: 'is no valid UTF-8: save it as UTF-8' }
  }
}
