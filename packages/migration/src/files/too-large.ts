/** Why a file is not read that is larger than what is held at once. */
export const reasonTooLarge = (bytes: number): string => `too large to be read at once: ${bytes} bytes`
