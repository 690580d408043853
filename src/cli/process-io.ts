/** The terminal as a command sees it: stdout for results, stderr for messages, stdin, Ctrl+C. */
import { inBlocks } from '../domain/text/blocks.ts'
import type { Io } from './frame/io.ts'

export function processIo(): Io {
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  process.once('SIGTERM', () => interrupted.abort())
  // A closed pipe (`… | head`) ends the program as it does for every other tool.
  process.stdout.on('error', () => process.exit(0))
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    outParts: async (parts) => {
      for (const block of inBlocks(parts)) await taken(block)
      await taken('\n')
    },
    err: (text) => void process.stderr.write(`${text}\n`),
    read: async () => {
      const chunks: Buffer[] = []
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks).toString('utf8')
    },
    interrupted: interrupted.signal,
  }
}

/** Written, and out of this process: a reader slower than we are does not fill our memory. */
function taken(text: string): Promise<void> {
  // that it could not be written is told as an error of the stream as well
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}
