import { z } from 'zod'
import { ErrorFacts } from '../shared/errors.ts'

const WireError = z.strictObject({
  message: z.string(),
  code: z.int(),
  data: z.strictObject({
    ...ErrorFacts.omit({ message: true }).shape,
    code: z.string(),
    httpStatus: z.int(),
    path: z.string().nullable(),
    requestId: z.string().nullable(),
  }),
})

/** An answer to plain HTTP. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

interface Init {
  readonly method?: string
  readonly body?: string | FormData
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks with a key, or without one. */
export const ask = async (url: string, key?: string, init: Init = {}): Promise<Answer> => {
  const headers = { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...init.headers }
  const response = await fetch(url, { ...init, headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** The error of an answer. Throws when it has any other shape than the one that every error has, a stack for example. */
export const errorOf = ({ text }: Answer): z.infer<typeof WireError> =>
  z.strictObject({ error: WireError }).parse(JSON.parse(text)).error
