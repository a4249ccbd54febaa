import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tooling/*/src/**/*.test.ts'],
    globalSetup: ['packages/db/src/testing/global-setup.ts'],
    setupFiles: ['tooling/vitest/src/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // limits that only a hang reaches: a machine that is busy with other things is slow, not broken
    testTimeout: 180_000,
    hookTimeout: 300_000,
    slowTestThreshold: 2_000,
  },
})
