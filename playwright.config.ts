/** Runs the specs that drive the window, and the suite that keeps the stand-in honest, on whichever host is here. */
import { defineConfig } from '@playwright/test'

/** Ends a test that hangs, and says nothing about one that is slow: the machine may be busy with something else. */
const patience = 300_000

/** Take a minute and more: they begin first, so that no worker is left alone with one at the end. */
const long = /e2e\/(?:widths|exchange|plan|registration|expiries|pseudo-language|accessibility)\.spec\.ts$/

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/e2e',
  // One more than the cores of a small machine: a spec often waits for a process to start or to end.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  timeout: patience,
  // Shorter, so that a failure names what was waited for.
  expect: { timeout: patience / 2 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    { name: 'long', testMatch: long },
    { name: 'e2e', testMatch: 'e2e/**/*.spec.ts', testIgnore: long },
    { name: 'conformance', testMatch: 'conformance/**/*.spec.ts' },
  ],
})
