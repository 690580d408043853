/** The process of a command: its terminal and its memory. */
import { getEventListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { inBlocks } from '../domain/text/blocks.ts'
import type { Words } from '../words/words.ts'
import type { ExitCode } from './frame/command.ts'
import { errorLine, type Io } from './frame/io.ts'

export interface Terminal {
  readonly io: Io
  /**
   * What the process ends with, once everything that was printed is out. A result that could not be written (a full
   * disk behind `> file`) is no success; who has read enough (`… | head`) changes nothing about how a command ended.
   */
  end(code: ExitCode, words: Words): Promise<ExitCode>
}

const endings = ['SIGINT', 'SIGTERM'] as const

/** Bytes of standard input; every command that reads it takes less and says so. */
const mostInput = 64 * 1024 * 1024

/** The terminal as a command sees it: stdout for results, stderr for messages, stdin, Ctrl+C. */
export function processTerminal(): Terminal {
  const ending = endsBySignal()
  const broken: NodeJS.ErrnoException[] = []
  process.stdout.on('error', (error: NodeJS.ErrnoException) => broken.push(error))
  // then there is nowhere left to say it, and the exit code still tells
  process.stderr.on('error', () => undefined)
  const io: Io = {
    out: (text) => void process.stdout.write(`${text}\n`),
    outParts: async (parts) => {
      for (const block of inBlocks(parts)) {
        if (broken.length > 0) return
        await taken(block)
      }
      await taken('\n')
    },
    err: (text) => void process.stderr.write(`${text}\n`),
    read: () => readInput(ending.signal),
    get interrupted() {
      ending.asked = true
      return ending.signal
    },
  }
  return {
    io,
    async end(code, words) {
      await taken('')
      const [error] = broken
      if (error === undefined || error.code === 'EPIPE') return code
      io.err(errorLine(words, { code: 'output-not-written', ended: code, details: error.message }))
      return code === 0 ? 3 : code
    },
  }
}

/**
 * The first signal asks the command to end in order. A command that never asked for the signal, and whatever is still
 * busy at the second one, ends at once as a program without handlers would: what is on disk is whole at every moment.
 */
function endsBySignal(): { readonly signal: AbortSignal; asked: boolean } {
  const controller = new AbortController()
  const ending = { signal: controller.signal, asked: false }
  const came = (name: NodeJS.Signals) => {
    const heard = ending.asked || getEventListeners(controller.signal, 'abort').length > 0
    if (heard && !controller.signal.aborted) return controller.abort()
    for (const one of endings) process.off(one, came)
    process.kill(process.pid, name)
  }
  for (const one of endings) process.on(one, came)
  return ending
}

/** Nothing when Ctrl+C comes first: the command then says what it is missing. */
async function readInput(interrupted: AbortSignal): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  const stop = () => void process.stdin.destroy()
  interrupted.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of process.stdin) {
      chunks.push(chunk as Buffer)
      length += (chunk as Buffer).length
      if (length > mostInput) break
    }
  } catch (error) {
    if (!interrupted.aborted) throw error
  } finally {
    interrupted.removeEventListener('abort', stop)
  }
  return interrupted.aborted ? '' : Buffer.concat(chunks).toString('utf8')
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
