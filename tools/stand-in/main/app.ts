/** app: ready, quitting, paths and the single-instance lock, in Electron's order of events. */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type * as Electron from 'electron'
import { notModelled, preventable, strict, StrictEmitter } from '../strict.ts'
import type { Host } from './host.ts'
import { InstanceLock } from './instance-lock.ts'

const eventNames = [
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'activate',
  'web-contents-created',
  'browser-window-created',
] as const

export interface AppFacts {
  /** From --user-data-dir, if it was given. */
  readonly userData: string | undefined
}

interface Manifest {
  readonly name?: string
  readonly productName?: string
  readonly version?: string
}

export class App extends StrictEmitter {
  readonly isPackaged = false
  readonly #host: Host
  readonly #facts: AppFacts
  readonly #manifest: Manifest
  readonly #whenReady: Promise<void>
  #becomeReady: () => void = () => undefined
  #lock: InstanceLock | undefined
  #quitting = false
  #leaving = false

  constructor(host: Host, facts: AppFacts) {
    super('app', eventNames)
    this.#host = host
    this.#facts = facts
    this.#manifest = JSON.parse(readFileSync(path.join(host.appFolder, 'package.json'), 'utf8')) as Manifest
    this.#whenReady = new Promise((resolve) => {
      this.#becomeReady = resolve
    })
  }

  /** Called by the stand-in when the browser is up and the app's main module has been loaded. */
  ready(): void {
    this.#host.ready = true
    this.#becomeReady()
    this.emit('ready', {}, {})
  }

  /** The app has ended already, or is about to: nothing more is to be started for it. */
  get leaving(): boolean {
    return this.#leaving
  }

  isReady(): boolean {
    return this.#host.ready
  }

  whenReady(): Promise<void> {
    return this.#whenReady
  }

  get name(): string {
    return this.#manifest.productName ?? this.#manifest.name ?? 'Electron'
  }

  getName(): string {
    return this.name
  }

  getVersion(): string {
    return this.#manifest.version ?? '0.0.0'
  }

  getAppPath(): string {
    return this.#host.appFolder
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const userData = this.#facts.userData ?? path.join(appData(), this.name)
    const known: Partial<Record<typeof name, string>> = {
      userData,
      sessionData: userData,
      appData: appData(),
      home: os.homedir(),
      temp: os.tmpdir(),
      documents: path.join(os.homedir(), 'Documents'),
      downloads: path.join(os.homedir(), 'Downloads'),
      exe: process.execPath,
    }
    const found = known[name]
    if (found === undefined) throw notModelled(`app.getPath('${name}')`)
    return found
  }

  /** The renderer is always in Chromium's own sandbox (but for root); there is nothing to switch on. */
  enableSandbox(): void {
    if (this.#host.ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  setAppUserModelId(_id: string): void {
    // A matter of the Windows task bar.
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= new InstanceLock(this.getPath('userData'), (argv, folder) =>
      this.emit('second-instance', {}, argv, folder, null),
    )
    return this.#lock.held
  }

  quit(): void {
    if (this.#quitting || this.#leaving) return
    const event = preventable({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    for (const window of this.#host.windows.values()) {
      let prevented = false
      window.once('close', (close: { defaultPrevented: boolean }) => {
        queueMicrotask(() => {
          // A window that stays takes the whole quitting back.
          prevented = close.defaultPrevented
          if (prevented) this.#quitting = false
        })
      })
      window.close()
    }
    if (this.#host.windows.size === 0) void this.#willQuit()
  }

  exit(code = 0): void {
    void this.#leave(code)
  }

  windowClosed(): void {
    if (this.#host.windows.size > 0 || this.#leaving) return
    if (this.#quitting) void this.#willQuit()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  async #willQuit(): Promise<void> {
    const event = preventable({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.#quitting = false
    else await this.#leave(0)
  }

  async #leave(code: number): Promise<void> {
    if (this.#leaving) return
    this.#leaving = true
    this.emit('quit', {}, code)
    await this.#lock?.release()
    await this.#host.starting?.then((chromium) => chromium.stop())
    process.exit(code)
  }
}

function appData(): string {
  if (process.platform === 'win32')
    return process.env['APPDATA'] ?? path.join(os.homedir(), 'AppData/Roaming')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Application Support')
  return process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config')
}

export function createApp(host: Host, facts: AppFacts) {
  const app = new App(host, facts)
  // What is modelled of the app has Electron's own signatures: an upgrade that changes one does not compile.
  const face: Pick<
    Electron.App,
    | 'isPackaged'
    | 'isReady'
    | 'whenReady'
    | 'name'
    | 'getName'
    | 'getVersion'
    | 'getAppPath'
    | 'getPath'
    | 'enableSandbox'
    | 'setAppUserModelId'
    | 'requestSingleInstanceLock'
    | 'quit'
    | 'exit'
  > = strict('app', app)
  return { app, face }
}
