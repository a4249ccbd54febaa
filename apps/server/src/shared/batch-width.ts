import { DomainError } from '@fyntrix/domain/shared'

/** Calls that one HTTP request may carry. */
export const maxBatchWidth = 20

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // malformed escapes hide no comma that anyone would see; the router rejects the path
    return text
  }
}

/**
 * Refuses a batch that is too wide by the commas of its path, before anything is looked up, parsed or paid for. The path is decoded twice because
 * the HTTP router decodes it once and tRPC again.
 */
export const checkBatchWidth = (url: string): void => {
  const path = decoded(decoded(url.split('?', 1)[0] ?? ''))
  let width = 1
  for (let at = path.indexOf(','); at !== -1 && width <= maxBatchWidth; at = path.indexOf(',', at + 1)) width += 1
  if (width <= maxBatchWidth) return
  throw new DomainError('invalid-input', `a batch carries at most ${maxBatchWidth} calls: send more requests`)
}
