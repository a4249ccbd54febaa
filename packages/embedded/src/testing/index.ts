import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Environment } from '../command.ts'

/** The environment of a test run; the one place where this package reads it. */
export const testEnvironment = (): Environment => process.env

/** Where test runs unpack Redis if none is installed: kept between runs, so that only the first one downloads. */
export const testBinariesDirectory = fileURLToPath(new URL('../../../../.fyntrix/redis', import.meta.url))

/**
 * A new directory below the system's temporary one, passable for others: as root, PostgreSQL runs as an account that
 * must reach its data, which a plain `mkdtemp` (mode 0700) forbids. The caller removes it.
 */
export function temporaryDirectory(prefix = 'fyntrix-'): string {
  const path = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(path, 0o711)
  return path
}
