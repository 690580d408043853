/** BrowserWindow: one target of Chromium each, with Electron's rules about when it may be made and how it closes. */
import type * as Electron from 'electron'
import { notModelled, preventable, strict, StrictEmitter } from '../strict.ts'
import type { Host } from './host.ts'
import type { Dispatch } from './ipc-main.ts'
import type { Session } from './session.ts'
import { WebContents } from './web-contents.ts'

type Options = Electron.BrowserWindowConstructorOptions

const knownOptions = new Set([
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'title',
  'show',
  'autoHideMenuBar',
  'icon',
  'backgroundColor',
  'webPreferences',
])

/** What the stand-in cannot be without: anything weaker would test another program. */
const onlyAs: Readonly<Record<string, unknown>> = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
}
const free = new Set(['preload', 'session', 'devTools'])

const eventNames = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'focus',
  'resize',
  'maximize',
  'unmaximize',
  'page-title-updated',
] as const

export interface WindowRules {
  readonly host: Host
  readonly dispatch: Dispatch
  readonly defaultSession: Session
  /** A window was made; one was closed, and it may have been the last. */
  created(window: BrowserWindow): void
  closed(): void
}

export class BrowserWindow extends StrictEmitter {
  readonly id: number
  readonly webContents: WebContents
  readonly #host: Host
  readonly #rules: WindowRules
  #bounds: Electron.Rectangle
  #title: string
  #visible: boolean
  #maximized = false
  #minimized = false
  #destroyed = false
  #progress = -1

  constructor(rules: WindowRules, options: Options = {}) {
    super('BrowserWindow', eventNames)
    if (!rules.host.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    refuseUnmodelled(options)
    this.#rules = rules
    this.#host = rules.host
    this.id = rules.host.nextId()
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    this.#title = options.title ?? 'Electron'
    this.#visible = options.show ?? true
    const { preload, session } = options.webPreferences ?? {}
    this.webContents = new WebContents(
      rules.host,
      rules.dispatch,
      {
        preload,
        session: (session as unknown as Session | undefined) ?? rules.defaultSession,
        size: this.#bounds,
      },
      { gone: () => this.#gone(), sized: (bounds) => this.#sized(bounds) },
    ).face
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    rules.host.windows.set(this.id, this.face)
    rules.created(this.face)
  }

  get face(): this {
    return strict('BrowserWindow', this)
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url)
  }

  /** `close` can be prevented; closing by Playwright or by the person behind a visible Chromium cannot. */
  close(): void {
    if (this.#destroyed) return
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.webContents.close()
  }

  destroy(): void {
    this.webContents.close()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  show(): void {
    this.#visible = true
    this.emit('show')
  }

  focus(): void {
    this.#visible = true
    this.emit('focus')
  }

  /** The one window of a run is looked at, unless it is minimised. */
  isFocused(): boolean {
    return this.#visible && !this.#minimized
  }

  /** The task bar is the system's: what was set last can be read. */
  setProgressBar(share: number): void {
    this.#progress = share
  }

  /** Not Electron's: for specs, of which real Electron can say nothing. */
  get _progress(): number {
    return this.#progress
  }

  isVisible(): boolean {
    return this.#visible
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  minimize(): void {
    this.#minimized = true
  }

  restore(): void {
    this.#minimized = false
  }

  maximize(): void {
    this.#maximized = true
    this.emit('maximize')
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  #sized(bounds: { x: number; y: number; width: number; height: number }): void {
    this.#bounds = { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }
    this.emit('resize')
  }

  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#host.windows.delete(this.id)
    this.emit('closed')
    this.#rules.closed()
  }
}

function refuseUnmodelled(options: Options): void {
  for (const key of Object.keys(options))
    if (!knownOptions.has(key)) throw notModelled(`BrowserWindow option '${key}'`)
  for (const [key, value] of Object.entries(options.webPreferences ?? {})) {
    if (free.has(key)) continue
    if (!(key in onlyAs) || onlyAs[key] !== value)
      throw notModelled(`webPreferences.${key} = ${String(value)}`)
  }
}

/** What is modelled of a window has Electron's own signatures: an upgrade that changes one does not compile. */
function asElectron(
  own: Pick<
    Electron.BrowserWindow,
    | 'id'
    | 'loadURL'
    | 'close'
    | 'destroy'
    | 'isDestroyed'
    | 'show'
    | 'focus'
    | 'isVisible'
    | 'isFocused'
    | 'setProgressBar'
    | 'isMinimized'
    | 'minimize'
    | 'restore'
    | 'maximize'
    | 'isMaximized'
    | 'getBounds'
    | 'getNormalBounds'
    | 'getTitle'
    | 'setTitle'
  > &
    BrowserWindow,
): Electron.BrowserWindow {
  return own as unknown as Electron.BrowserWindow
}

/** The class as the app sees it: `new BrowserWindow(options)` and the statics. */
export function createBrowserWindowClass(rules: WindowRules) {
  const Window = class extends BrowserWindow {
    constructor(options?: Options) {
      super(rules, options)
    }

    static getAllWindows(): Electron.BrowserWindow[] {
      return [...rules.host.windows.values()].map(asElectron)
    }

    static fromWebContents(contents: WebContents): BrowserWindow | null {
      return [...rules.host.windows.values()].find((window) => window.webContents === contents) ?? null
    }

    static fromId(id: number): BrowserWindow | null {
      return rules.host.windows.get(id) ?? null
    }
  }
  // `new` answers the strict face, so that no member can be touched by a wrong name.
  return strict(
    'BrowserWindow',
    new Proxy(Window, { construct: (target, args: [Options?]) => new target(...args).face }),
  )
}
