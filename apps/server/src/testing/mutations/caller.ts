import { z } from 'zod'
import { type Answer, ask, errorOf } from '../ask.ts'
import type { Errand, Sample } from './samples.ts'

const Done = z.object({ result: z.object({ data: z.unknown() }) })
const Made = z.object({ id: z.string() })

/** Makes the calls of samples. */
export interface Caller {
  call(path: string, input: unknown): Promise<Answer>
  /** Does what must be there before, and answers the input of a copy that nobody made before. Throws when something of it fails. */
  prepared(sample: Sample | Errand): Promise<unknown>
}

/** `ok`, or the code of the error that was answered. */
export const codeOf = (answer: Answer): string => (answer.status === 200 ? 'ok' : errorOf(answer).data.domainCode)

/** Calls a server with a key. Copies are numbered from 1. */
export const createCaller = (server: () => { readonly url: string; readonly key: string }): Caller => {
  let copies = 0
  const call = (path: string, input: unknown) => {
    const { url, key } = server()
    const headers = { 'content-type': 'application/json' }
    return ask(`${url}/trpc/${path}`, key, { method: 'POST', body: JSON.stringify(input), headers })
  }
  return {
    call,
    async prepared({ before = () => [], input }) {
      copies += 1
      const n = copies
      let made: string | undefined
      for (const [path, earlier] of before(n)) {
        const answer = await call(path, earlier)
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.text}`)
        made = Made.safeParse(Done.parse(JSON.parse(answer.text)).result.data).data?.id
      }
      return input(n, made)
    },
  }
}
