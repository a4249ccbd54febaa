import { DomainError } from '@fyntrix/domain/shared'

/** What came of work on a candle cache, or why that cannot be read: then the others still can. Throws whatever else is thrown. */
export const orReason = async <T>(
  work: () => Promise<T>,
): Promise<{ readonly found: T } | { readonly reason: string }> => {
  try {
    return { found: await work() }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid-input') throw error
    return { reason: error.message }
  }
}

/** A folder as people are told of it. */
export const placeOf = (folder: string): string => (folder === '' ? '.' : folder)
