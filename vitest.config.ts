import { defineConfig } from 'vitest/config'

const patience = 30_000

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the cores of a small machine: a test that talks to a server spends half its time waiting.
    maxWorkers: 3,
    retry: 0,
    passWithNoTests: false,
    sequence: { shuffle: true },
    // To load what a file needs costs more than most files themselves, so a worker loads it once and keeps it.
    isolate: false,
    include: ['tests/{unit,contract,integration,powershell}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: patience,
    hookTimeout: patience,
  },
})
