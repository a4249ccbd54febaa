/** Tokens that a provider may put around each message, and around all of them. */
const perMessage = 16
const around = 64

/**
 * The most tokens that a request's text can be. Tokens of byte-level encodings stand for one byte or more each, so that a text never has more tokens than bytes in
 * UTF-8; schemas, tools and roles are counted by the bytes of their JSON. Images, sound and files that are only named by an address are not covered.
 */
export const upperTokensOf = (request: unknown, messages = 1): number =>
  Buffer.byteLength(typeof request === 'string' ? request : JSON.stringify(request), 'utf8') +
  messages * perMessage +
  around
