export { llmCostsRouter } from './llm-costs.router.ts'
