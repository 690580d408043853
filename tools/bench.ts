/**
 * `npm run bench [N]`: how fast verification is beside clients nobody here wrote, as ratios within one run.
 * `-- scale [N…]`: what it costs with more and more mailboxes. `-- window [N]`: whether the window ever stands still.
 * `-- power-cuts`: 50 × kill -9 with each of the four transports. `-- diagnosis`: how well causes are named.
 * `-- cut-offs`: a change of a tenant that is cut off at each of its calls.
 * `-- combinations`: every setting of every recipe walked to its proof in a practice tenant, once for each kind of list.
 * `-- audit`: what reading a tenant costs, and whether CLI for Microsoft 365 agrees with what is read and made.
 * `-- products`: five products from nothing to proven, by commands and PowerShell scripts alone; PRODUCTS=exact,eap: these.
 * `-- cut-scripts`: Read-Exchange.ps1 and Set-Exchange.ps1 ended at each of their calls, and run again.
 * `-- exchange [N…] [--lists]`: the calls that reading N mailboxes costs, beside those the cmdlets make unavoidable.
 * `-- strangers`: mail programs and libraries of this machine against the practice tenant, and Postfix as mail server.
 */
import { bringUpPowerShell } from './powershell.ts'
import { prepare, runWithKeyring, type Need } from './prepare.ts'
import { runNode } from './run.ts'

const [what, ...rest] = process.argv.slice(2)
switch (what ?? 'verify') {
  case 'diagnosis':
    process.exitCode = await runNode(['tests/bench/diagnosis.ts', ...rest])
    break
  case 'audit':
    await needs('keyring')
    process.exitCode = await runWithKeyring(['tests/bench/audit.ts', ...rest])
    break
  case 'strangers':
    await needs('keyring')
    process.exitCode = await runWithKeyring(['tests/bench/strangers.ts', ...rest])
    break
  case 'products':
    bringUpPowerShell()
    await needs('keyring')
    process.env['PRODUCTS'] ??= 'each'
    process.exitCode = await runWithKeyring([
      'node_modules/vitest/vitest.mjs',
      'run',
      'tests/powershell/broken-to-proven.test.ts',
      ...rest,
    ])
    break
  case 'cut-scripts':
    bringUpPowerShell()
    process.env['CUT_SCRIPTS'] = 'each'
    process.exitCode = await runNode([
      'node_modules/vitest/vitest.mjs',
      'run',
      'tests/powershell/cut-at-every-call.test.ts',
      ...rest,
    ])
    break
  case 'exchange':
    bringUpPowerShell()
    process.exitCode = await runNode(['tests/bench/exchange.ts', ...rest])
    break
  case 'scale':
    await needs('keyring', 'browser')
    process.exitCode = await runWithKeyring(['tests/bench/scale.ts', ...rest])
    break
  case 'window':
    await needs('keyring', 'browser')
    process.exitCode = await runWithKeyring(['tests/bench/window.ts', ...rest])
    break
  case 'power-cuts':
    await needs('keyring')
    process.env['POWER_CUTS'] ??= '50'
    process.exitCode = await runWithKeyring([
      'node_modules/vitest/vitest.mjs',
      'run',
      'tests/integration/app/crash',
      ...rest,
    ])
    break
  case 'cut-offs':
    await needs('keyring')
    process.env['CUT_OFFS'] = 'each'
    process.exitCode = await runWithKeyring([
      'node_modules/vitest/vitest.mjs',
      'run',
      'tests/integration/entra/interrupted.test.ts',
      ...rest,
    ])
    break
  case 'combinations':
    await needs('keyring')
    process.env['COMBINATIONS'] = 'each'
    process.exitCode = await runWithKeyring([
      'node_modules/vitest/vitest.mjs',
      'run',
      'tests/integration/app/every-combination.test.ts',
      'tests/integration/entra/no-portal-click.test.ts',
      ...rest,
    ])
    break
  default:
    await needs('keyring', 'mail-clients')
    process.exitCode = await runWithKeyring(['tests/bench/verify.ts', ...process.argv.slice(2)])
}

async function needs(...what: readonly Need[]): Promise<void> {
  if (!(await prepare(what))) process.exit(3)
}
