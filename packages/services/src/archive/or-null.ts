/** What is found in the file system, or null where nothing is there. */
export const orNull = async <T>(found: Promise<T>): Promise<T | null> => {
  try {
    return await found
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}
