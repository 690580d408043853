/**
 * One PowerShell that carries out one script file after the other: starting it, and compiling the scripts anew, costs
 * more than most runs themselves. A script that kills its process is answered as killed, and the next one gets a new process.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly errors: string
}

/** Reads paths of scripts; each one finds the environment as the first one did, and ends as in a process of its own. */
const host = String.raw`param([string] $Mark)
$before = @{}
foreach ($one in Get-ChildItem Env:) { $before[$one.Name] = $one.Value }
while ($null -ne ($file = [Console]::In.ReadLine())) {
    foreach ($one in Get-ChildItem Env:) { if (-not $before.ContainsKey($one.Name)) { Remove-Item -LiteralPath ('Env:' + $one.Name) } }
    foreach ($name in $before.Keys) { Set-Item -LiteralPath ('Env:' + $name) -Value $before[$name] }
    $global:LASTEXITCODE = 0
    $code = 0
    try { & $file | Out-Host; $code = $global:LASTEXITCODE }
    catch { [Console]::Error.WriteLine([string] $_); $code = 1 }
    [Console]::Error.WriteLine($Mark)
    [Console]::Out.WriteLine($Mark + ' ' + $code)
}`

interface Waiting {
  readonly out: string[]
  readonly errors: string[]
  readonly resolve: (ran: Ran) => void
}

export class StandingPowerShell {
  readonly #program: string
  readonly #folder: string
  readonly #env: NodeJS.ProcessEnv
  readonly #mark = `ended-${randomUUID()}`
  #process: ChildProcessWithoutNullStreams | undefined
  #waiting: Waiting | undefined

  constructor(program: string, folder: string, env: NodeJS.ProcessEnv) {
    this.#program = program
    this.#folder = folder
    this.#env = env
  }

  isBusy(): boolean {
    return this.#waiting !== undefined
  }

  /** The file's last statement has to be an exit. One at a time. */
  run(file: string): Promise<Ran> {
    if (this.isBusy()) throw new Error('One script at a time')
    this.#process ??= this.#start()
    const { stdin } = this.#process
    return new Promise((resolve) => {
      this.#waiting = { out: [], errors: [], resolve }
      stdin.write(`${file}\n`)
    })
  }

  async close(): Promise<void> {
    const running = this.#process
    if (running === undefined) return
    const gone = new Promise((resolve) => running.once('close', resolve))
    running.stdin.end()
    await gone
  }

  #start(): ChildProcessWithoutNullStreams {
    const file = path.join(this.#folder, 'host.ps1')
    writeFileSync(file, `\ufeff${host}`)
    const args = ['-NoProfile', '-NonInteractive', '-File', file, '-Mark', this.#mark]
    const started = spawn(this.#program, args, { env: this.#env, stdio: 'pipe' })
    started.stdout.setEncoding('utf8')
    started.stderr.setEncoding('utf8')
    started.stdout.on('data', (text: string) => this.#heard('out', text))
    started.stderr.on('data', (text: string) => this.#heard('errors', text))
    // the pipe of a process that was killed while it was written to
    started.stdin.on('error', () => undefined)
    started.once('close', () => {
      this.#process = undefined
      this.#end(1)
    })
    return started
  }

  #heard(stream: 'out' | 'errors', text: string): void {
    const waiting = this.#waiting
    if (waiting === undefined) return
    waiting[stream].push(text)
    // a mark may come in two pieces, and the one of the other stream later
    const [out, errors] = [waiting.out.join(''), waiting.errors.join('')]
    const code = new RegExp(`${this.#mark} (\\d+)\\r?\\n`).exec(out)?.[1]
    if (code !== undefined && errors.includes(this.#mark)) this.#end(Number(code))
  }

  #end(code: number): void {
    const waiting = this.#waiting
    if (waiting === undefined) return
    this.#waiting = undefined
    const upToMark = (parts: readonly string[]) => parts.join('').split(this.#mark)[0] ?? ''
    waiting.resolve({ code, out: upToMark(waiting.out), errors: upToMark(waiting.errors) })
  }
}
