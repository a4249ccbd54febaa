/** True for a cell without content. */
export const isBlank = (cell: string | undefined): boolean => cell === undefined || cell.trim() === ''

/**
 * A decimal number as a file prints it, such as `12`, `-0.5` or `1e-05`; NaN for anything else. Stricter than `Number`,
 * which also reads blanks, `0x10`, `+1` and ` 1 `.
 */
export const readNumber = (cell: string | undefined): number => {
  const value = Number(cell)
  // a regular expression on top of the conversion would cost as much as the conversion
  return cell !== undefined && Number.isFinite(value) && isPlain(cell) ? value : Number.NaN
}

/** Sorts out what `Number` reads although it is no decimal number: what is left differs in its first or last characters. */
const isPlain = (cell: string): boolean => {
  const first = cell.charCodeAt(0)
  const second = cell.charCodeAt(1) | lowerCaseBit
  const last = cell.charCodeAt(cell.length - 1)
  const startsPlain = isDigit(first) || first === minus || first === point
  const otherBase = second === letterX || second === letterB || second === letterO
  return startsPlain && !otherBase && (isDigit(last) || last === point)
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const [minus, point, letterB, letterO, letterX, lowerCaseBit] = [45, 46, 98, 111, 120, 32]

/** A traded quantity: a whole number, not negative and exact as a double; NaN for anything else. `12.0` is whole. */
export const readVolume = (cell: string | undefined): number => {
  const volume = readNumber(cell)
  return Number.isSafeInteger(volume) && volume >= 0 ? volume : Number.NaN
}
