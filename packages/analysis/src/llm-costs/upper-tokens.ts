/** Tokens that a provider may put around a message, a part, a tool or a text of a list. */
const around = 16
/** Tokens of instructions that a provider may put before every prompt: those of gpt-oss are about 70. */
const before = 512
/** Tokens of instructions that a provider may add for tools: Anthropic names several hundred. */
const beforeTools = 1_024

/** Names of what lies outside a request, so that its bytes do not bound it. */
const elsewhere = new Set([
  'image_url',
  'video_url',
  'audio_url',
  'file_url',
  'file_id',
  'file_data',
  'fileData',
  'inline_data',
  'inlineData',
  'input_audio',
  'cached_content',
  'cachedContent',
  'previous_response_id',
  'conversation',
])

/** Types of parts whose tokens have nothing to do with their bytes, or that are only named. */
const notText = /image|audio|video|file|document|media|^item_reference$/

const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, inner]) => (inner ?? null) !== null)

const isElsewhere = (value: object): boolean => {
  const type = 'type' in value && typeof value.type === 'string' ? value.type : ''
  // reasoning that does not come along, encrypted or as text, lies with the provider
  const named = type === 'reasoning' && !('encrypted_content' in value) && !('text' in value)
  return named || notText.test(type) || entriesOf(value).some(([name]) => elsewhere.has(name))
}

/** Descriptions of data: what is named in them is not there. */
const schemas = new Set(['parameters', 'input_schema', 'inputSchema', 'json_schema', 'schema'])

/** How many messages, parts and texts a request consists of, at most; null where one of them lies elsewhere. */
const piecesOf = (value: unknown, described = false): number | null => {
  if (typeof value !== 'object' || value === null) return 0
  if (!described && !Array.isArray(value) && isElsewhere(value)) return null
  let pieces = Array.isArray(value) ? value.filter((one) => typeof one === 'string').length : 1
  for (const [name, inner] of entriesOf(value)) {
    const within = piecesOf(inner, described || schemas.has(name))
    if (within === null) return null
    pieces += within
  }
  return pieces
}

const hasTools = (request: unknown): boolean =>
  typeof request === 'object' &&
  request !== null &&
  entriesOf(request).some(
    ([name, value]) => ['tools', 'functions'].includes(name) && Array.isArray(value) && value.length > 0,
  )

/** Bytes of a text, or of its longest form where a tokenizer brings it to a normal form first. */
const bytesOf = (text: string): number => {
  const plain = Buffer.byteLength(text, 'utf8')
  if (plain === text.length) return plain
  return Math.max(plain, ...['NFC', 'NFKC'].map((form) => Buffer.byteLength(text.normalize(form), 'utf8')))
}

/**
 * The most tokens that a request can be charged for as input, whatever the tokenizer; null where not all of the input is text in it, as with images, sound, files, or
 * what the provider keeps. A token of a byte-level encoding, or of one that falls back to bytes, stands for one byte or more, so that a text has no more of them
 * than bytes in UTF-8. Roles, tools and schemas are counted by the bytes of their JSON; what providers put around them is an assumption, on the high side.
 */
export const upperTokensOf = (request: unknown): number | null => {
  const pieces = piecesOf(request)
  if (pieces === null) return null
  const text = typeof request === 'string' ? request : (JSON.stringify(request) ?? '')
  return bytesOf(text) + pieces * around + before + (hasTools(request) ? beforeTools : 0)
}
