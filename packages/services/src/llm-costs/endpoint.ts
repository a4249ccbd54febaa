/** The calls of the OpenAI API that are charged by the token; `completions` is the old one, of plain text. */
export type LlmEndpoint = 'chat' | 'completions' | 'responses' | 'embeddings'

const endpoints: readonly (readonly [suffix: string, endpoint: LlmEndpoint])[] = [
  ['/chat/completions', 'chat'],
  ['/completions', 'completions'],
  ['/responses', 'responses'],
  ['/embeddings', 'embeddings'],
]

/** Which of them a request is, whatever the base URL; null where it is none. */
export const endpointOf = (method: string, url: string): LlmEndpoint | null => {
  if (method.toUpperCase() !== 'POST') return null
  const path = new URL(url).pathname.replace(/\/+$/, '')
  return endpoints.find(([suffix]) => path.endsWith(suffix))?.[1] ?? null
}
