/** A server's product and version, as it names itself. */
export interface RedisVersion {
  readonly product: 'redis' | 'valkey'
  /** `major.minor.patch` */
  readonly version: string
}

/** The oldest versions that have every command used here (Valkey began as Redis 7.2). */
export const minimumVersions = { redis: '7.0', valkey: '7.2' } as const

/** Reads the answer of `redis-server --version` or `valkey-server --version`; `undefined` for anything else. */
export function parseVersion(output: string): RedisVersion | undefined {
  const match = /^(Redis|Valkey) server v=(\d+\.\d+\.\d+)/m.exec(output)
  const version = match?.[2]
  return version === undefined ? undefined : { product: match?.[1] === 'Valkey' ? 'valkey' : 'redis', version }
}

/** Whether a version is at least the minimum of its product. */
export function isSupported({ product, version }: RedisVersion): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [minimumMajor = 0, minimumMinor = 0] = minimumVersions[product].split('.').map(Number)
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor)
}
