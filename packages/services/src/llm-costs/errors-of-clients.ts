// steps that come before the first byte of a request
const before = new Set(['connect', 'getaddrinfo', 'getaddrinfo_a'])
const codes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

type Part = 'cause' | 'errors' | 'code' | 'syscall' | 'status' | 'statusCode'

const partOf = (error: object, name: Part): unknown => Reflect.get(error, name)

/** The HTTP status that an error of a client carries: `status` of the OpenAI client, `statusCode` of the AI SDK. */
export const statusOf = (error: unknown): number | undefined => {
  if (typeof error !== 'object' || error === null) return undefined
  const status = partOf(error, 'statusCode') ?? partOf(error, 'status')
  return typeof status === 'number' ? status : undefined
}

/** Whether an error of `fetch`, or one that wraps it, says that the connection was never made. Where it does not say, something may have been sent. */
export const nothingWasSent = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  const errors = partOf(error, 'errors')
  if (Array.isArray(errors) && errors.length > 0) return errors.every(nothingWasSent)
  const [syscall, code, cause] = [partOf(error, 'syscall'), partOf(error, 'code'), partOf(error, 'cause')]
  if (typeof syscall === 'string') return before.has(syscall)
  if (typeof code === 'string' && codes.has(code)) return true
  return nothingWasSent(cause)
}
