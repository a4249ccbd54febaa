import { type Environment, findExecutable, run } from '../command.ts'
import { findUnpacked, unavailable, unpackServer } from '../debian.ts'
import { ServiceUnavailableError } from '../errors.ts'
import { redisPackages } from './packages.ts'
import { isSupported, minimumVersions, parseVersion } from './version.ts'

/** A server program of a version that can be used. */
export interface RedisBinary {
  readonly path: string
  /** What it needs beside the usual environment. */
  readonly env: Environment
}

/** Where to look for a server program. */
export interface BinaryQuestion {
  /** An explicit program; then nothing else is considered. */
  readonly binary: string | undefined
  /** Where packages are unpacked, by this run or an earlier one. */
  readonly binariesDir: string
  readonly env: Environment
  /** Whether packages may be downloaded. */
  readonly download: boolean
}

type Verdict = { readonly usable: true } | { readonly usable: false; readonly reason: string }

async function examine({ path, env }: RedisBinary, base: Environment): Promise<Verdict> {
  const command = { file: path, args: ['--version'], cwd: '/', env: { PATH: base['PATH'], LC_ALL: 'C', ...env } }
  const { output } = await run(command, 10_000)
  const version = parseVersion(output)
  if (version === undefined) return { usable: false, reason: `${path} does not run: ${output.trim() || 'no answer'}` }
  if (isSupported(version)) return { usable: true }
  return { usable: false, reason: `${path} is ${version.product} ${version.version}` }
}

function unsupported(reasons: readonly string[]): ServiceUnavailableError {
  return new ServiceUnavailableError({
    service: 'Redis',
    code: 'version-unsupported',
    problem: `no usable server (${reasons.join('; ')})`,
    remedy: `Redis ${minimumVersions.redis} or Valkey ${minimumVersions.valkey} is the oldest that works. Install a newer one, or run one yourself and set FYNTRIX_REDIS_URL.`,
  })
}

/**
 * The server program to run: the explicit one, else `valkey-server` or `redis-server` on PATH, else one unpacked
 * earlier, else one unpacked now from Debian packages. Those of an unsupported version are passed over.
 * @throws ServiceUnavailableError `binary-missing` or `version-unsupported`
 */
export async function findRedisBinary({ binary, binariesDir, env, download }: BinaryQuestion): Promise<RedisBinary> {
  const installed = ['valkey-server', 'redis-server'].flatMap((name) => findExecutable(name, env) ?? [])
  const here = binary === undefined ? installed : [binary]
  const candidates: RedisBinary[] = here.map((path) => ({ path, env: {} }))
  const unpacked = binary === undefined ? findUnpacked(redisPackages, binariesDir) : undefined
  if (unpacked !== undefined) candidates.push(unpacked)

  const reasons: string[] = []
  for (const candidate of candidates) {
    const verdict = await examine(candidate, env)
    if (verdict.usable) return candidate
    reasons.push(verdict.reason)
  }
  if (binary !== undefined || unpacked !== undefined) throw unsupported(reasons)
  if (!download) throw reasons.length > 0 ? unsupported(reasons) : unavailable(redisPackages, 'there is none on PATH')
  const fetched = await unpackServer(redisPackages, binariesDir, env)
  const verdict = await examine(fetched, env)
  if (verdict.usable) return fetched
  throw unsupported([...reasons, verdict.reason])
}
