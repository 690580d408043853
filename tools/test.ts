/** `npm test`: check, unit, contract, integration and e2e, with one line over everything at the end. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { check } from './check.ts'
import { bringUpPowerShell } from './powershell.ts'
import { prepare, runWithKeyring } from './prepare.ts'
import { root, runNode } from './run.ts'

const results = path.join(root, 'test-results')
const total = { passed: 0, failed: 0, skipped: 0 }

if (!(await prepare(['keyring', 'browser', 'quick-browser', 'mail-clients', 'dovecot']))) process.exit(3)
bringUpPowerShell()
rmSync(results, { recursive: true, force: true })
mkdirSync(results)

// The linter runs beside all the rest: tests wait for a clock, a server or a page, and it fills the gaps.
const checking = check()

const vitestFile = path.join(results, 'vitest.json')
const vitest = await runWithKeyring([
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${vitestFile}`,
])
count('unit, contract and integration tests', vitest, vitestFile, (report: VitestReport) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
}))

const built = await runNode(['tools/build.ts'])
total[built === 0 ? 'passed' : 'failed'] += 1
if (built === 0) {
  const e2eFile = path.join(results, 'e2e.json')
  const e2e = await runWithKeyring(['node_modules/@playwright/test/cli.js', 'test'])
  count('e2e tests', e2e, e2eFile, ({ stats }: PlaywrightReport) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }))
}

const checked = await checking
total.passed += checked.passed
total.failed += checked.failed
console.log(`check: ${checked.passed} passed, ${checked.failed} failed`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

/** Adds a runner's own numbers; a runner that failed without a failed test counts as one failure. */
function count<Report>(
  what: string,
  code: number,
  file: string,
  read: (report: Report) => typeof total,
): void {
  const numbers = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')) as Report)
    : { passed: 0, failed: 0, skipped: 0 }
  if (code !== 0 && numbers.failed === 0) numbers.failed = 1
  if (numbers.passed + numbers.failed === 0) numbers.failed = 1
  total.passed += numbers.passed
  total.failed += numbers.failed
  total.skipped += numbers.skipped
  console.log(`${what}: ${numbers.passed} passed, ${numbers.failed} failed, ${numbers.skipped} skipped`)
}
