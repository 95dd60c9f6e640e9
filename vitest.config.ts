import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { patience } from './test/support/eventually.ts'

/** Begun first, so that no worker is left alone with them at the end: they wait for processes, browsers and whole conversations. */
const long = /test\/(?:channels\/journeys|channels\/wecomBot\/takeover|faults\/short|cluster\/failover|web\/page|scripts\/|access\/access|docs\/addACommand)/

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return [...usual.filter(({ moduleId }) => long.test(moduleId)), ...usual.filter(({ moduleId }) => !long.test(moduleId))]
  }
}

/** A path for vitest's own numbers as JSON, which .ci/run reads. */
const report = process.env['TEST_REPORT']

const common = {
  environment: 'node' as const,
  pool: 'forks' as const,
  setupFiles: ['test/support/draws.ts'],
  // Tests make much that lives briefly: a tenth of the processor's time would go into clearing it away. And they run most code a few times only:
  // compiled at once in the cheap way, and well only what is run much, they cost a sixth less.
  execArgv: ['--max-semi-space-size=64', '--always-sparkplug', '--interrupt-budget=400000'],
  // No test is about these limits: they end what hangs, on a machine that stands still for seconds as well.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: patience } },
  // Far from Shanghai: nothing may rest on the machine's own time zone.
  env: { TZ: 'America/New_York' },
}

export default defineConfig({
  test: {
    globalSetup: ['test/support/redisOfRun.ts'],
    // More than cores: many tests wait for processes, sockets and clocks.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    projects: [
      // Modules are loaded once for all files: nothing in the product keeps state in a module.
      { extends: true, test: { ...common, name: 'product', include: ['test/**/*.test.ts'], exclude: ['test/scripts/**'], isolate: false } },
      // These start and end processes and turn the clock of their own.
      { extends: true, test: { ...common, name: 'scripts', include: ['test/scripts/**/*.test.ts'] } },
    ],
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
})
