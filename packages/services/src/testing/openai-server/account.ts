import { amountOf, type TokenPrices, type Tokens } from './tokens.ts'

/** A request that was charged. `requestId` is what the client sent as `X-Client-Request-Id`, else a number of the server's own. */
export interface Charge {
  readonly requestId: string
  readonly model: string
  readonly tokens: Tokens
  /** USD, with twelve decimals. */
  readonly amountUsd: string
}

/** What the provider charged, whatever its clients believe. */
export interface Account {
  readonly charges: readonly Charge[]
  charge(requestId: string, model: string, tokens: Tokens): void
  /** A charge a line, as JSON. */
  jsonLines(): string
  /** The invoice: `request_id,model,input_tokens,cached_tokens,output_tokens,amount_usd`; input includes cached. */
  csv(): string
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** An account at prices by model; a model without one costs nothing. */
export const createAccount = (prices: Readonly<Record<string, TokenPrices>>): Account => {
  const charges: Charge[] = []
  return {
    charges,
    charge(requestId, model, tokens) {
      const price = prices[model] ?? { input: '0', cached: '0', output: '0' }
      charges.push({ requestId, model, tokens, amountUsd: amountOf(tokens, price) })
    },
    jsonLines: () => charges.map((charge) => `${JSON.stringify(charge)}\n`).join(''),
    csv: () =>
      [
        'request_id,model,input_tokens,cached_tokens,output_tokens,amount_usd',
        ...charges.map(({ requestId, model, tokens, amountUsd }) =>
          [quoted(requestId), quoted(model), tokens.prompt, tokens.cached, tokens.completion, amountUsd].join(','),
        ),
        '',
      ].join('\n'),
  }
}
