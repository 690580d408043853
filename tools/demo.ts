/** `npm run demo`: the whole job on the practice tenant, with a keychain where there can be one. */
import { prepare, runWithKeyring } from './prepare.ts'

await prepare(['keyring'])
process.exitCode = await runWithKeyring(['src/cli/index.ts', 'demo', ...process.argv.slice(2)])
