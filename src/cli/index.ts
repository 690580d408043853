/** The command line's composition root: reads argv, env and stdin. */
import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { keepHeapSmall, processTerminal } from './this-process.ts'

keepHeapSmall()
const root = path.resolve(import.meta.dirname, '../..')

// Before anything large is loaded: a command starts in half the time when its code was compiled before.
enableCompileCache(path.join(root, 'node_modules', '.cache', 'node'))
const { runCli, wordsOf } = await import('./run-cli.ts')

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }

const words = process.argv.slice(2)
const terminal = processTerminal()
const code = await runCli(words, terminal.io, {
  assetsFolder: path.join(root, 'assets'),
  env: process.env,
  version,
  program: [process.execPath, import.meta.filename],
})
process.exitCode = await terminal.end(code, wordsOf(words))
