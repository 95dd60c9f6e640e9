import { defineConfig } from 'vitest/config'

/** A path for vitest's own numbers as JSON, which .ci/run reads. */
const report = process.env['TEST_REPORT']

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/redisOfRun.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Far from Shanghai: nothing may rest on the machine's own time zone.
    env: { TZ: 'America/New_York' },
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
})
