/** `npm run bench`: how fast verification is beside clients nobody here wrote, as ratios within one run. */
import { prepare, runWithKeyring } from './prepare.ts'
import { runNode } from './run.ts'

if (!(await prepare(['keyring', 'mail-clients']))) process.exit(3)
const [what, ...rest] = process.argv.slice(2)
process.exitCode =
  what === 'diagnosis'
    ? await runNode(['tests/bench/diagnosis.ts', ...rest])
    : await runWithKeyring(['tests/bench/verify.ts', ...process.argv.slice(2)])
