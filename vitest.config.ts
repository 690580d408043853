import { defineConfig } from 'vitest/config'
import { LongFilesFirst } from './tools/long-files-first.ts'

/** Ends a test that hangs, and says nothing about one that is slow: the machine may be busy with something else. */
const patience = 300_000

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the cores of a small machine: a test that talks to a server spends half its time waiting.
    maxWorkers: 3,
    retry: 0,
    passWithNoTests: false,
    sequence: { shuffle: true, sequencer: LongFilesFirst },
    // To load what a file needs costs more than most files themselves, so a worker loads it once and keeps it.
    isolate: false,
    include: ['tests/{unit,contract,integration,powershell}/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/kit/prepare-worker.ts'],
    environment: 'node',
    testTimeout: patience,
    hookTimeout: patience,
    expect: { poll: { timeout: patience } },
  },
})
