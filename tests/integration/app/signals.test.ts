/** Somebody presses Ctrl+C, or a service is told to stop: no command stays, whatever it is busy with. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { untilDone } from '../../../src/cli/frame/io.ts'

function command(kind: 'deaf' | 'obedient') {
  const program = path.join(import.meta.dirname, 'wait-for-signal.ts')
  const child = spawn(process.execPath, [program, kind], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = async () => String((await once(child.stdout, 'data'))[0]).trim()
  return { child, said, ended: once(child, 'close') }
}

// Windows has no signals to ask with: there a program is ended
test.runIf(process.platform !== 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  'a command that knows no orderly end is over at the first %s; one that knows it is asked first, and over at the second',
  async (signal) => {
    const deaf = command('deaf')
    expect(await deaf.said()).toBe('waiting')
    deaf.child.kill(signal)
    expect(await deaf.ended).toEqual([null, signal])

    const obedient = command('obedient')
    expect(await obedient.said()).toBe('waiting')
    obedient.child.kill(signal)
    expect(await obedient.said()).toBe('asked')
    obedient.child.kill(signal)
    expect(await obedient.ended).toEqual([null, signal])
  },
)

test.each(['before it began', 'while it runs'])(
  'work is asked to end by a Ctrl+C that came %s',
  async (when) => {
    const controller = new AbortController()
    if (when === 'before it began') controller.abort()
    const { promise, resolve } = Promise.withResolvers<string>()
    const done = untilDone(controller.signal, () => resolve('ended in order'), promise)
    controller.abort()
    expect(await done).toBe('ended in order')
  },
)
