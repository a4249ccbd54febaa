import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = process.env['FYNTRIX_SHARED_DATA'] || resolve(import.meta.dirname, '../../../../../shared/data')

/** The recorded daily files, for tests only. */
export const nseDailyFolder = join(root, 'market/nse-daily')

/** The recorded cache of the legacy Zerodha client, for tests only. */
export const zerodhaFolder = join(root, 'legacy/stock-analyzer/cache')

/** The broker's instrument list of that client, for tests only. */
export const instrumentList = join(root, 'legacy/stock-analyzer/zerodha_instruments.csv')

/** True where the recorded data are absent and nobody insists on them by `FYNTRIX_REQUIRE_DATA=1`: such tests are skipped. */
export const withoutSharedData = !existsSync(root) && process.env['FYNTRIX_REQUIRE_DATA'] !== '1'
