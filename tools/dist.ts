/** `npm run dist`: builds the window and packs the Windows installer with electron-builder. */
import { runNode } from './run.ts'

const built = await runNode(['tools/build.ts'])
process.exitCode =
  built === 0
    ? await runNode([
        'node_modules/electron-builder/cli.js',
        '--win',
        '--config',
        'electron-builder.yml',
        ...process.argv.slice(2),
      ])
    : built
