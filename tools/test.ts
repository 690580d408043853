/** `npm test`: check, unit, contract, integration and e2e, with one line over everything at the end. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { check } from './check.ts'
import { bringUpPowerShell } from './powershell.ts'
import { prepare, runWithKeyring } from './prepare.ts'
import { root, runNode } from './run.ts'

const results = path.join(root, 'test-results')
const total = { passed: 0, failed: 0, skipped: 0 }
/** What failed and why, for the end of a log of which only the end may be kept. */
const failures: string[] = []

if (!(await prepare(['keyring', 'browser', 'quick-browser', 'mail-clients', 'dovecot']))) process.exit(3)
bringUpPowerShell()
// PowerShell starts some hundred times here, each time too briefly for .NET to gain by watching how the code runs.
process.env['DOTNET_TieredPGO'] = '0'
rmSync(results, { recursive: true, force: true })
mkdirSync(results)

// The linter runs beside all the rest: tests wait for a server, a process or a page, and it fills the gaps.
const checking = check()

// So does the build, which the specs of the window need later; it is done long before.
const building = runNode(['tools/build.ts'])

const vitestFile = path.join(results, 'vitest.json')
// Said with a failure: an order that breaks a test can then be had again.
const seed = Date.now()
const vitest = await runWithKeyring([
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${vitestFile}`,
  `--sequence.seed=${seed}`,
])
count('unit, contract and integration tests', vitest, vitestFile, (report: VitestReport) => {
  for (const file of report.testResults) {
    const name = path.relative(root, file.name)
    if (file.status === 'failed' && file.message !== '') failures.push(`${name}: ${file.message}`)
    for (const test of file.assertionResults)
      if (test.status === 'failed')
        failures.push(`${name}: ${test.fullName}\n${test.failureMessages.join('\n')}`)
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
})

const built = await building
total[built === 0 ? 'passed' : 'failed'] += 1
if (built === 0) {
  const e2eFile = path.join(results, 'e2e.json')
  const e2e = await runWithKeyring(['node_modules/@playwright/test/cli.js', 'test'])
  count('e2e tests', e2e, e2eFile, ({ stats, suites }: PlaywrightReport) => {
    failures.push(...failedSpecs(suites))
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
  })
}

const checked = await checking
total.passed += checked.passed
total.failed += checked.failed
failures.push(...checked.names.map((name) => `check: ${name}`))
if (vitest !== 0) console.log(`the order of the tests had the seed ${seed}`)
for (const failure of failures) console.log(`failed: ${failure.slice(0, 3_000)}`)
console.log(`check: ${checked.passed} passed, ${checked.failed} failed`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly suites: readonly PlaywrightSuite[]
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly file: string
    readonly ok: boolean
    readonly tests: readonly {
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
    }[]
  }[]
}

function failedSpecs(suites: readonly PlaywrightSuite[]): string[] {
  return suites.flatMap((suite) => [
    ...failedSpecs(suite.suites ?? []),
    ...(suite.specs ?? [])
      .filter((spec) => !spec.ok)
      .map((spec) => {
        const errors = spec.tests.flatMap((test) => test.results.map((result) => result.error?.message ?? ''))
        return `${spec.file}: ${spec.title}\n${errors.join('\n')}`
      }),
  ])
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
