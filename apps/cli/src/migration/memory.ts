/**
 * How the launcher starts `migrate`, which is promised to stay below 256 MB. Young objects have as much room as a stretch of rows needs to be gone before they count as old; blocks that are given back by
 * one thread are taken by another.
 */
export const memoryBound = {
  execArgv: ['--max-semi-space-size=8', '--max-old-space-size=224'],
  env: { MALLOC_ARENA_MAX: '1' },
} as const
