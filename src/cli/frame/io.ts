/** The terminal as a command sees it, and how a failure is written there. */
import type { AppError } from '../../domain/problem/app-error.ts'
import { plainText, withoutInvisible } from '../../domain/text/escape.ts'
import { sayProblem } from '../../words/shape/say-problem.ts'
import type { Words } from '../../words/words.ts'

export interface Io {
  /** Results, on stdout. */
  readonly out: (text: string) => void
  /** A result that is large: a line made of parts, the next one made when whoever reads has taken the one before. */
  readonly outParts: (parts: Iterable<string>) => Promise<void>
  /** Progress and messages, on stderr. */
  readonly err: (text: string) => void
  /** Everything on stdin, as text. */
  readonly read: () => Promise<string>
  /** Ends when the person presses Ctrl+C. Ask for it only where it is obeyed: without, Ctrl+C ends the process at once. */
  readonly interrupted: AbortSignal
}

/**
 * The same terminal, which nothing that is printed can command: a server's reply, a name out of a file and the words of
 * Microsoft Entra all pass here, whatever prints them.
 */
export function plainIo(io: Io): Io {
  return {
    read: io.read,
    out: (text) => io.out(plainText(text)),
    outParts: (parts) => io.outParts(plainParts(parts)),
    err: (text) => io.err(plainText(text)),
    // asking for it is how a command says that it ends in order
    get interrupted() {
      return io.interrupted
    },
  }
}

/** A part may end within a character, so only what is invisible is taken from it. */
function* plainParts(parts: Iterable<string>): Generator<string> {
  for (const part of parts) yield withoutInvisible(part)
}

/** The sentence a person reads; one line. */
export function errorLine(words: Words, error: AppError): string {
  const { what, next } = sayProblem(words, error, 'cli')
  const field = error.field === undefined || what.includes(error.field) ? '' : `${error.field}: `
  const details = error.details === undefined ? '' : ` (${error.details})`
  return `${field}${what}${details}${next === undefined ? '' : ` ${next}`}`.replace(/\s*[\r\n]+\s*/g, ' ')
}

/** What is under way, to its end. `stop` asks it to end in order: at Ctrl+C, also at one that came before. */
export async function untilDone<T>(
  interrupted: AbortSignal,
  stop: () => void,
  finished: Promise<T>,
): Promise<T> {
  interrupted.addEventListener('abort', stop, { once: true })
  if (interrupted.aborted) stop()
  try {
    return await finished
  } finally {
    interrupted.removeEventListener('abort', stop)
  }
}
