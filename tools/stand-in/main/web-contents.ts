/** webContents: one target of Chromium, its preload world, its messages, its requests and its navigation. */
import type * as Electron from 'electron'
import type { Cdp } from '../cdp.ts'
import { pageScripts, bindingName, preloadWorldName } from '../page-scripts.ts'
import { encode } from '../page/codec.js'
import { notModelled, preventable, strict, StrictEmitter } from '../strict.ts'
import { Frames } from './frames.ts'
import { fromChromium, toChromium, type Host } from './host.ts'
import type { Dispatch } from './ipc-main.ts'
import { applyPermissions } from './permissions.ts'
import { answerRequest, type PausedRequest } from './requests.ts'
import type { Session } from './session.ts'

export interface WebContentsOptions {
  readonly preload: string | undefined
  readonly session: Session
  readonly size: { readonly width: number; readonly height: number }
}

export interface ContentsOwner {
  /** The target is gone, whoever closed it. */
  gone(): void
  sized(bounds: { x: number; y: number; width: number; height: number }): void
}

type WindowOpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse
interface Context {
  readonly id: number
  readonly name: string
  readonly uniqueId: string
  readonly auxData: { readonly frameId: string }
}

const eventNames = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'did-navigate',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'render-process-gone',
  'preload-error',
  'context-menu',
  'destroyed',
] as const

export class WebContents extends StrictEmitter {
  readonly id: number
  readonly session: Session
  targetId: string | undefined
  readonly #host: Host
  readonly #dispatch: Dispatch
  readonly #owner: ContentsOwner
  readonly #frames = new Frames()
  readonly #contexts = new Map<number, Context>()
  readonly #attached: Promise<string>
  #sessionId: string | undefined
  #windowOpen: WindowOpenHandler | undefined
  /** The address that loadURL or reload asked for: such a navigation is not questioned. */
  #announced: string | undefined
  #destroyed = false

  constructor(host: Host, dispatch: Dispatch, options: WebContentsOptions, owner: ContentsOwner) {
    super('webContents', eventNames)
    this.id = host.nextId()
    this.session = options.session
    this.#host = host
    this.#dispatch = dispatch
    this.#owner = owner
    host.contents.set(this.id, this.face)
    this.#attached = this.#attach(options)
    // Whoever loads a page sees the failure; nobody else must be woken by it.
    this.#attached.catch(() => undefined)
  }

  /** The strict face that the app holds. */
  get face(): this {
    return strict('webContents', this)
  }

  get mainFrame(): Electron.WebFrameMain {
    return this.#frames.frame(this.#frames.mainFrameId) as Electron.WebFrameMain
  }

  get #cdp(): Cdp {
    return this.#host.chromium.cdp
  }

  async #attach(options: WebContentsOptions): Promise<string> {
    const scripts = pageScripts(options.preload)
    const spare = this.#host.spareTarget
    this.#host.spareTarget = undefined
    const cdp = this.#cdp
    const targetId =
      spare ??
      (
        await cdp.send<{ targetId: string }>('Target.createTarget', {
          url: 'about:blank',
          newWindow: true,
          ...options.size,
        })
      ).targetId
    this.targetId = targetId
    const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    })
    this.#sessionId = sessionId
    const tell = (method: string, params: Record<string, unknown> = {}) => cdp.send(method, params, sessionId)
    this.#listen(sessionId)
    await tell('Page.enable')
    await this.#frames.follow(cdp, sessionId)
    await tell('Runtime.enable')
    await tell('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await tell('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorldName })
    await tell('Page.addScriptToEvaluateOnNewDocument', { source: scripts.mainWorld })
    await tell('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preloadWorld,
      worldName: preloadWorldName,
    })
    await this.applyMedia()
    await this.#fit(targetId, options.size)
    return sessionId
  }

  /** Electron's size is the page's; Chromium's includes a frame around it, even where nothing is drawn. */
  async #fit(targetId: string, size: { readonly width: number; readonly height: number }): Promise<void> {
    const { windowId, bounds } = await this.#cdp.send<{
      windowId: number
      bounds: { width: number; height: number }
    }>('Browser.getWindowForTarget', { targetId })
    const inner = await this.#evaluate<{ width: number; height: number }>(
      '({ width: innerWidth, height: innerHeight })',
    )
    const missing = { width: size.width - inner.width, height: size.height - inner.height }
    if (missing.width === 0 && missing.height === 0) return
    await this.#cdp.send('Browser.setWindowBounds', {
      windowId,
      bounds: { width: bounds.width + missing.width, height: bounds.height + missing.height },
    })
  }

  async #evaluate<T>(expression: string): Promise<T> {
    const { result } = await this.#cdp.send<{ result: { value: T } }>(
      'Runtime.evaluate',
      { expression, returnByValue: true },
      this.#sessionId,
    )
    return result.value
  }

  #listen(sessionId: string): void {
    const on = <T>(method: string, listener: (params: T) => void) => this.#cdp.on(method, sessionId, listener)
    on<{ context: Context }>('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === preloadWorldName) this.#contexts.set(context.id, context)
    })
    on<{ executionContextId: number }>('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#contexts.delete(executionContextId),
    )
    on('Runtime.executionContextsCleared', () => this.#contexts.clear())
    on<{ name: string; payload: string; executionContextId: number }>('Runtime.bindingCalled', (call) => {
      const context = this.#contexts.get(call.executionContextId)
      if (call.name === bindingName && context !== undefined)
        void this.#fromPreload(JSON.parse(call.payload) as PreloadMessage, context)
    })
    on<PausedRequest>('Fetch.requestPaused', (paused) => void this.#request(paused))
    on('Page.domContentEventFired', () => this.emit('dom-ready', {}))
    on('Page.loadEventFired', () => this.emit('did-finish-load', {}))
    on<{ url: string }>('Page.windowOpen', ({ url }) => this.#asksForWindow(url))
    on<{ frame: { id: string; parentId?: string; url: string } }>('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      if (frame.url.startsWith('blob:')) this.#askAboutBlob(frame.id, frame.url)
      this.emit('did-navigate', {}, fromChromium(frame.url), 200, 'OK')
    })
    on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    )
  }

  async #fromPreload(message: PreloadMessage, context: Context): Promise<void> {
    switch (message.kind) {
      case 'invoke': {
        const event = strict('event', {
          sender: this.face,
          senderFrame: this.#frames.frame(context.auxData.frameId),
          type: 'frame',
        }) as unknown as Electron.IpcMainInvokeEvent
        const answer = await this.#dispatch(message.channel, event, message.args)
        await this.#inContext(context, 'reply', message.id, answer.good, answer.text)
        return
      }
      case 'open':
        return this.#asksForWindow(message.url)
      case 'context-menu': {
        const { x, y, isEditable, selectionText } = message
        const marked = selectionText !== ''
        const can = {
          canCut: isEditable && marked,
          canCopy: marked,
          canPaste: isEditable,
          canSelectAll: true,
        }
        this.emit('context-menu', {}, strict('params', { x, y, isEditable, selectionText, editFlags: can }))
        return
      }
      case 'bounds':
        return this.#owner.sized(message)
      case 'preload-error':
        process.stderr.write(`stand-in: the preload failed: ${message.message}\n`)
        this.emit('preload-error', {}, '', new Error(message.message))
    }
  }

  /** Nobody waits for a document that has gone away in the meantime. */
  async #inContext(context: Context, method: string, ...args: unknown[]): Promise<void> {
    const expression = `__host.${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`
    await this.#cdp
      .send('Runtime.evaluate', { expression, uniqueContextId: context.uniqueId }, this.#sessionId)
      .catch(() => undefined)
  }

  async #request(paused: PausedRequest): Promise<void> {
    const tell = (method: string, params: Record<string, unknown>) =>
      // The page may have been closed or have gone elsewhere since it asked.
      this.#cdp.send(method, params, this.#sessionId).catch(() => undefined)
    const asked = {
      frameId: paused.frameId,
      url: paused.request.url,
      redirected: paused.redirectedRequestId !== undefined,
    }
    if (paused.resourceType === 'Document' && !this.#mayNavigate(asked)) {
      await tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' })
      return
    }
    const frame = this.#frames.frame(paused.frameId)
    const answer = await answerRequest(paused, this.session, {
      contentsId: this.id,
      contents: this.face,
      frame,
      isMainFrame: paused.frameId === this.#frames.mainFrameId,
    })
    if ('errorReason' in answer) await tell('Fetch.failRequest', { requestId: paused.requestId, ...answer })
    else await tell('Fetch.fulfillRequest', { requestId: paused.requestId, ...answer })
  }

  /** Electron's order: will-frame-navigate for every frame, then will-navigate for the main one. */
  #mayNavigate(asked: {
    readonly frameId: string
    readonly url: string
    readonly redirected: boolean
  }): boolean {
    const url = fromChromium(asked.url)
    const isMainFrame = asked.frameId === this.#frames.mainFrameId
    if (isMainFrame && this.#announced === asked.url) {
      this.#announced = undefined
      return true
    }
    const frame = this.#frames.frame(asked.frameId)
    const names = asked.redirected
      ? ['will-redirect']
      : isMainFrame
        ? ['will-frame-navigate', 'will-navigate']
        : ['will-frame-navigate']
    for (const name of names) {
      const event = preventable({ url, isMainFrame, isSameDocument: false, frame, initiator: frame })
      this.emit(name, event, url)
      if (event.defaultPrevented) return false
    }
    return true
  }

  /**
   * A blob never passes the request hook, so the question comes when it has arrived already (Electron asks before);
   * a no leads back to where the page was.
   */
  #askAboutBlob(frameId: string, url: string): void {
    const before = this.#frames.url()
    if (!this.#mayNavigate({ frameId, url, redirected: false }))
      void this.loadURL(before).catch(() => undefined)
  }

  #asksForWindow(url: string): void {
    const details = {
      url: fromChromium(url),
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    } as const
    const answer = this.#windowOpen?.(details) ?? { action: 'allow' }
    if (answer.action !== 'deny') throw notModelled('a window opened by a page')
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpen = handler
  }

  /** Resolves when the page has loaded; rejects as Electron does. */
  async loadURL(url: string): Promise<void> {
    const address = toChromium(url)
    const sessionId = await this.#attached
    await applyPermissions(this.#cdp, asElectron(this.face), this.session, url)
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    this.#announced = address
    const { errorText } = await this.#cdp.send<{ errorText?: string }>(
      'Page.navigate',
      { url: address },
      sessionId,
    )
    this.#announced = undefined
    if (errorText !== undefined) {
      const code = errorText.replace('net::', '')
      this.emit('did-fail-load', {}, -2, code, url, true)
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url })
    }
    await loaded
  }

  /** A crashed page is brought back by navigating it: Chromium reloads only what still runs. */
  reload(): void {
    void this.loadURL(this.#frames.url()).catch(() => undefined)
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    for (const [name, value] of Object.entries(options))
      if (value !== true || !['printBackground', 'preferCSSPageSize'].includes(name))
        throw notModelled(`printToPDF option '${name}'`)
    const sessionId = await this.#attached
    const { data } = await this.#cdp.send<{ data: string }>(
      'Page.printToPDF',
      {
        printBackground: options.printBackground === true,
        preferCSSPageSize: options.preferCSSPageSize === true,
      },
      sessionId,
    )
    return Buffer.from(data, 'base64')
  }

  send(channel: string, ...args: unknown[]): void {
    const text = encode(args)
    for (const context of this.#contexts.values())
      if (context.auxData.frameId === this.#frames.mainFrameId)
        void this.#inContext(context, 'receive', channel, text)
  }

  getURL(): string {
    return this.#frames.url()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  close(_options?: Electron.CloseOpts): void {
    void this.#attached
      .then(() => this.#cdp.send('Target.closeTarget', { targetId: this.targetId }))
      .catch(() => undefined)
  }

  forcefullyCrashRenderer(): void {
    void this.#cdp.send('Page.crash', {}, this.#sessionId).catch(() => undefined)
  }

  async applyMedia(): Promise<void> {
    if (this.#sessionId === undefined) return
    await this.#cdp
      .send('Emulation.setEmulatedMedia', { features: this.#host.mediaFeatures }, this.#sessionId)
      .catch(() => undefined)
  }

  /** Called once, when Chromium says that the target is gone. */
  destroyed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#host.contents.delete(this.id)
    this.emit('destroyed')
    this.#owner.gone()
  }
}

type PreloadMessage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'open'; readonly url: string }
  | {
      readonly kind: 'bounds'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
    }
  | {
      readonly kind: 'context-menu'
      readonly x: number
      readonly y: number
      readonly isEditable: boolean
      readonly selectionText: string
    }
  | { readonly kind: 'preload-error'; readonly message: string }

/** What is modelled of a web contents has Electron's own signatures: an upgrade that changes one does not compile. */
function asElectron(
  own: Pick<
    Electron.WebContents,
    | 'id'
    | 'send'
    | 'getURL'
    | 'isDestroyed'
    | 'close'
    | 'reload'
    | 'loadURL'
    | 'setWindowOpenHandler'
    | 'printToPDF'
    | 'forcefullyCrashRenderer'
    | 'mainFrame'
  > &
    WebContents,
): Electron.WebContents {
  return own as unknown as Electron.WebContents
}

/** The statics that Playwright and the app ask for. */
export function createWebContentsStatics(host: Host) {
  const all = () => [...host.contents.values()]
  const found = (contents: WebContents | undefined) =>
    contents === undefined ? undefined : asElectron(contents)
  return strict('webContents', {
    getAllWebContents: () => all().map(asElectron),
    fromId: (id: number) => found(host.contents.get(id)),
    fromDevToolsTargetId: (targetId: string) =>
      found(all().find((contents) => contents.targetId === targetId)),
  } satisfies Pick<typeof Electron.webContents, 'getAllWebContents' | 'fromId' | 'fromDevToolsTargetId'>)
}
