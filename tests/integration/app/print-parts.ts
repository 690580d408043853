/** A command with a large result and nothing else: so many parts of a kilobyte, on standard output. */
import { processIo } from '../../../src/cli/this-process.ts'

function* parts(many: number): Generator<string> {
  for (let at = 0; at < many; at += 1) yield `${String(at).padStart(1023, '.')}\n`
}

await processIo().outParts(parts(Number(process.argv[2])))
