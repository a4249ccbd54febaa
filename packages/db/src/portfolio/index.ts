export { type EntryRow, type LedgerOf, PortfolioRepository } from './portfolio.repository.ts'
