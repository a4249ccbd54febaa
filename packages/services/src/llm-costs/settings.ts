import { DomainError } from '@fyntrix/domain/shared'
import { z } from 'zod'

const Address = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
  message: 'must be an address that starts with http:// or https://',
})

const Models = z
  .string()
  .transform((text) => text.split(',').map((model) => model.trim()))
  .pipe(z.array(z.string().min(1).max(200)).min(1).max(10))

const Environment = z.object({
  FYNTRIX_LLM_BASE_URL: Address.optional(),
  FYNTRIX_LLM_API_KEY: z.string().optional(),
  FYNTRIX_LLM_MODEL: Models.optional(),
  FYNTRIX_LLM_PROVIDER: z.string().trim().min(1).max(100).default('openai'),
})

/** Where models are asked. The key is a secret: never log it. */
export interface LlmSettings {
  readonly baseUrl: string
  readonly apiKey: string
  /** Best first. */
  readonly models: readonly string[]
  /** As prices and budgets name it. */
  readonly provider: string
}

/** Whether models may be asked at all, and why not. */
export type LlmSwitch =
  | { readonly on: true; readonly settings: LlmSettings }
  | { readonly on: false; readonly reason: string }

/**
 * Reads `FYNTRIX_LLM_BASE_URL`, `FYNTRIX_LLM_API_KEY`, `FYNTRIX_LLM_MODEL` (one, or several with commas between them, best first) and `FYNTRIX_LLM_PROVIDER` (`openai` by
 * default). Off where one of the first three is absent or empty. Throws `invalid-input`, naming the variable but not its value.
 */
export const llmSettingsFrom = (environment: Readonly<Record<string, string | undefined>>): LlmSwitch => {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(present)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new DomainError('invalid-input', `${issue?.path.join('.')}: ${issue?.message}`)
  }
  const {
    FYNTRIX_LLM_BASE_URL: baseUrl,
    FYNTRIX_LLM_API_KEY: apiKey,
    FYNTRIX_LLM_MODEL: models,
    FYNTRIX_LLM_PROVIDER: provider,
  } = parsed.data
  if (baseUrl !== undefined && apiKey !== undefined && models !== undefined) {
    return { on: true, settings: { baseUrl, apiKey, models, provider } }
  }
  const absent = Object.entries({
    FYNTRIX_LLM_BASE_URL: baseUrl,
    FYNTRIX_LLM_API_KEY: apiKey,
    FYNTRIX_LLM_MODEL: models,
  })
    .filter(([, value]) => value === undefined)
    .map(([name]) => name)
  return { on: false, reason: `no model is asked: set ${absent.join(', ')}` }
}
