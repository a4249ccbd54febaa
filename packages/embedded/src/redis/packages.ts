import type { PackagedServer } from '../debian.ts'

/** Redis first: unlike Valkey it is in every Debian release that has a version recent enough. */
export const redisPackages: PackagedServer = {
  service: 'Redis',
  folder: 'redis',
  packages: ['redis-server', 'valkey-server'],
  programs: ['usr/bin/redis-server', 'usr/bin/valkey-server'],
  remedy: 'Install one (apt-get install redis-server), or run Redis yourself and set FYNTRIX_REDIS_URL.',
}
