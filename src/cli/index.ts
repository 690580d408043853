/** The command line's composition root: reads argv, env and stdin. */
import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { keepHeapSmall, processIo } from './this-process.ts'

keepHeapSmall()
const root = path.resolve(import.meta.dirname, '../..')

// Before anything large is loaded: a command starts in half the time when its code was compiled before.
enableCompileCache(path.join(root, 'node_modules', '.cache', 'node'))
const { runCli } = await import('./run-cli.ts')

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }

process.exitCode = await runCli(process.argv.slice(2), processIo(), {
  assetsFolder: path.join(root, 'assets'),
  env: process.env,
  version,
  program: [process.execPath, import.meta.filename],
})
