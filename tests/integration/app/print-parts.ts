/** A command with a large result and nothing else: so many parts of a kilobyte, on standard output, and its exit code. */
import { processTerminal } from '../../../src/cli/this-process.ts'
import { wordsFor } from '../../../src/words/words.ts'

function* parts(many: number): Generator<string> {
  for (let at = 0; at < many; at += 1) yield `${String(at).padStart(1023, '.')}\n`
}

const [, , many, good] = process.argv
const terminal = processTerminal()
await terminal.io.outParts(parts(Number(many)))
process.exitCode = await terminal.end(good === 'failed' ? 1 : 0, wordsFor('en'))
