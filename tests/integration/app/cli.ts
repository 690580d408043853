/** Runs the command line as another program would: a child process with its own data folder. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const entry = path.resolve(import.meta.dirname, '../../../src/cli/index.ts')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** A data folder of its own; `cli` runs a command in it. */
export class Desk {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-desk-'))
  readonly #children = new Set<ChildProcess>()

  start(
    words: readonly string[],
    env: Readonly<Record<string, string>> = {},
    stdin = '',
  ): { child: ChildProcess; ended: Promise<Ended> } {
    return this.#watch([process.execPath, entry, ...words, '--data', this.folder], env, stdin)
  }

  /** No file may grow beyond so many blocks of 512 bytes: for the program that is a disk with no room left. */
  limited(blocks: number, ...words: string[]): { child: ChildProcess; ended: Promise<Ended> } {
    const program = [process.execPath, entry, ...words, '--data', this.folder]
    return this.#watch(['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...program])
  }

  #watch(
    [program = '', ...words]: readonly string[],
    env: Readonly<Record<string, string>> = {},
    stdin = '',
  ): { child: ChildProcess; ended: Promise<Ended> } {
    const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
    this.#children.add(child)
    const ended = new Promise<Ended>((resolve) => {
      const parts = { out: '', err: '' }
      child.stdout.setEncoding('utf8').on('data', (text: string) => (parts.out += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (parts.err += text))
      child.once('close', (code, signal) => {
        this.#children.delete(child)
        resolve({ code, signal, ...parts })
      })
    })
    child.stdin.on('error', () => undefined).end(stdin)
    return { child, ended }
  }

  cli(...words: string[]): Promise<Ended> {
    return this.start(words).ended
  }

  /** The command must end with 0; its stdout is one JSON document. */
  async json<T>(...words: string[]): Promise<T> {
    const ended = await this.cli(...words, '--json')
    if (ended.code !== 0)
      throw new Error(`${words.join(' ')} ended with ${ended.code}: ${ended.err}${ended.out}`)
    return JSON.parse(ended.out) as T
  }

  close(): void {
    for (const child of this.#children) child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A machine without a keychain: no session bus to find one on. */
export const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus', DISPLAY: '' }
