import { DomainError } from '@fyntrix/domain/shared'
import { statusOf } from './errors-of-clients.ts'

/** Why another model may do what this one did not: a budget refused it, or its provider is out. */
export type Setback = 'refused' | 'unavailable'

const ofStatus = (status: number): Setback | null => {
  if (status === 402) return 'refused'
  return status === 408 || status === 429 || status >= 500 ? 'unavailable' : null
}

const network = /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|UND_ERR_)/

const of = (error: object): Setback | null | undefined => {
  if (error instanceof DomainError) {
    if (error.code === 'refused') return 'refused'
    return error.code === 'unavailable' || error.code === 'rate-limited' ? 'unavailable' : null
  }
  const status = statusOf(error)
  if (status !== undefined && (status < 200 || status > 299)) return ofStatus(status)
  const [name, code]: unknown[] = [Reflect.get(error, 'name'), Reflect.get(error, 'code')]
  return name === 'TimeoutError' || (typeof code === 'string' && network.test(code)) ? 'unavailable' : undefined
}

/** What an error of a call, of whichever client, means for the next model; null where it means nothing for it. What it was caused by is asked as well. */
export const setbackOf = (error: unknown): Setback | null => {
  if (typeof error !== 'object' || error === null) return null
  const own = of(error)
  if (own !== undefined) return own
  // the AI SDK keeps the last of its attempts
  return setbackOf(Reflect.get(error, 'lastError') ?? Reflect.get(error, 'cause'))
}
