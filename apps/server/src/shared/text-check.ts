import { TRPCError } from '@trpc/server'
import { ZodRealError } from 'zod'

interface Place {
  readonly value: unknown
  readonly name: string
  readonly within: Place | undefined
}

const isKept = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000')

const pathOf = (place: Place): string[] => {
  const path: string[] = []
  for (let at: Place | undefined = place; at?.within !== undefined; at = at.within) path.unshift(at.name)
  return path
}

/**
 * Refuses an input that holds text which PostgreSQL cannot keep: the character NUL, or half of a surrogate pair. The error names the first such place. Whatever a procedure
 * does with its text, it need not think of this. Each level waits in a list: what calls itself for each would end the stack at a few thousand brackets.
 */
export const checkText = (input: unknown): void => {
  const waiting: Place[] = [{ value: input, name: '', within: undefined }]
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value } = place
    const fields = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if ((typeof value === 'string' && !isKept(value)) || !fields.every(([name]) => isKept(name))) {
      const message = 'text cannot hold the character NUL or half of a surrogate pair: leave it out'
      const cause = new ZodRealError([{ code: 'custom', path: pathOf(place), message, input: value }])
      throw new TRPCError({ code: 'BAD_REQUEST', cause })
    }
    for (const [name, inner] of fields) waiting.push({ value: inner, name, within: place })
  }
}
