/** `npm run bench`: how fast verification is beside clients nobody here wrote, as ratios within one run. */
import { prepare, runWithKeyring } from './prepare.ts'

if (!(await prepare(['keyring', 'mail-clients']))) process.exit(3)
process.exitCode = await runWithKeyring(['tests/bench/verify.ts', ...process.argv.slice(2)])
