/** The command line's composition root: reads argv, env and stdin. */
import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import path from 'node:path'
import type { Io } from './command.ts'

const root = path.resolve(import.meta.dirname, '../..')

// Before anything large is loaded: a command starts in half the time when its code was compiled before.
enableCompileCache(path.join(root, 'node_modules', '.cache', 'node'))
const { runCli } = await import('./run-cli.ts')

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }

const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort())
process.once('SIGTERM', () => interrupted.abort())
// A closed pipe (`… | head`) ends the program as it does for every other tool.
process.stdout.on('error', () => process.exit(0))

const io: Io = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  read: async () => {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString('utf8')
  },
  interrupted: interrupted.signal,
}

process.exitCode = await runCli(process.argv.slice(2), io, {
  assetsFolder: path.join(root, 'assets'),
  env: process.env,
  version,
})
