/** One instance for a data folder: the first listens on a local pipe, a second one tells it its arguments. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'

export class InstanceLock {
  readonly held: boolean
  readonly #file: string
  #server: Server | undefined
  #told: Promise<void> = Promise.resolve()

  constructor(userData: string, onSecond: (argv: string[], folder: string) => void) {
    mkdirSync(userData, { recursive: true })
    this.#file = path.join(userData, 'stand-in.lock')
    const pipe = pipeName(userData)
    this.held = this.#take()
    if (this.held) this.#listen(pipe, onSecond)
    else this.#told = tell(pipe)
  }

  async release(): Promise<void> {
    await this.#told
    this.#server?.close()
    if (this.held) rmSync(this.#file, { force: true })
  }

  /** The file names its owner; one that is gone (kill -9) no longer owns it. */
  #take(): boolean {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(this.#file, String(process.pid), { flag: 'wx' })
        return true
      } catch {
        if (isAlive(Number(readFileSync(this.#file, 'utf8')))) return false
        rmSync(this.#file, { force: true })
      }
    }
    return false
  }

  #listen(pipe: string, onSecond: (argv: string[], folder: string) => void): void {
    if (process.platform !== 'win32') rmSync(pipe, { force: true })
    this.#server = createServer((socket) => {
      let text = ''
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      socket.on('end', () => {
        const { argv, folder } = JSON.parse(text) as { argv: string[]; folder: string }
        onSecond(argv, folder)
      })
    }).listen(pipe)
    this.#server.unref()
  }
}

/** A path of its own outside the data folder: the name of a socket may be 107 bytes at most. */
function pipeName(userData: string): string {
  const name = `stand-in-${createHash('sha256').update(path.resolve(userData)).digest('hex').slice(0, 20)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), `${name}.sock`)
}

function tell(pipe: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(pipe, () =>
      socket.end(JSON.stringify({ argv: process.argv, folder: process.cwd() })),
    )
    socket.on('close', () => resolve())
    socket.on('error', () => resolve())
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
