import { type Provider, waitForUpdate } from '@pydantic/genai-prices'

/** What a price package knows: providers with their models, their prices, and where their answers tell usages. */
export interface PriceData {
  readonly providers: readonly Provider[]
  /** Name and version of the package. */
  readonly version: string
}

/** The data that the pinned package brings along; nothing is fetched. It has no newer prices than its release: raise the pin, or add prices of our own. */
export const loadPriceData = async (): Promise<PriceData> => {
  const providers = await waitForUpdate()
  if (providers === null) throw new Error('the price package brings no data along')
  return { providers, version: 'genai-prices 0.1.8' }
}
