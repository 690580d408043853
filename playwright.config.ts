/** Runs the specs that drive the window, and the suite that keeps the stand-in honest, on whichever host is here. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/e2e',
  // One more than the cores of a small machine: a spec often waits for a process to start or to end.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    { name: 'conformance', testMatch: 'conformance/**/*.spec.ts' },
    { name: 'e2e', testMatch: 'e2e/**/*.spec.ts' },
  ],
})
