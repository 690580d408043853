/** A command that never ends by itself: it says when it waits, and `obedient` says when it was asked to end. */
import { processTerminal } from '../../../src/cli/this-process.ts'

const { io } = processTerminal()
setInterval(() => undefined, 60_000)
if (process.argv[2] === 'obedient') io.interrupted.addEventListener('abort', () => io.out('asked'))
io.out('waiting')
