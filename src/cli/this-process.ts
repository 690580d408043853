/** The process of a command: its terminal and its memory. */
import { setFlagsFromString } from 'node:v8'
import { inBlocks } from '../domain/text/blocks.ts'
import type { Io } from './frame/io.ts'

/** The terminal as a command sees it: stdout for results, stderr for messages, stdin, Ctrl+C. */
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

/** By so much of what is alive the old objects may grow before they are collected. */
const growthPercent = 60

/**
 * Keeps the memory of a command in step with what it holds (ADR 9). Left alone, V8 gives young objects two spaces of up
 * to 64 MB each and collects old ones when there are several hundred megabytes: a run of ten thousand mailboxes holds 80
 * MB and took 580. These two flags are asked at every collection, so they work from within, however the program was
 * started; the sizes that can be given on Node's command line are read once, before any of our code runs.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size')
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`)
}
