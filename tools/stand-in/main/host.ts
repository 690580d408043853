/** What the parts of the stand-in share: the browser, whether `ready` has come, and who is open. */
import type { Chromium } from '../chromium.ts'
import type { BrowserWindow } from './browser-window.ts'
import type { WebContents } from './web-contents.ts'

export interface Scheme {
  readonly standard: boolean
  readonly secure: boolean
}

export class Host {
  readonly appFolder: string
  readonly visible: boolean
  readonly windows = new Map<number, BrowserWindow>()
  readonly contents = new Map<number, WebContents>()
  readonly schemes = new Map<string, Scheme>()
  ready = false
  /** Media features that nativeTheme asks for, applied to every page. */
  mediaFeatures: readonly { readonly name: string; readonly value: string }[] = []
  /** In --app mode Chromium opens one window by itself: the first BrowserWindow takes it. */
  spareTarget: string | undefined
  /** Chromium on its way: whoever quits early waits for it, to stop it. */
  starting: Promise<Chromium> | undefined
  #chromium: Chromium | undefined
  #lastId = 0

  constructor(options: { readonly appFolder: string; readonly visible: boolean }) {
    this.appFolder = options.appFolder
    this.visible = options.visible
  }

  get chromium(): Chromium {
    if (this.#chromium === undefined) throw new Error('stand-in: Chromium is not up yet')
    return this.#chromium
  }

  started(chromium: Chromium): void {
    this.#chromium = chromium
  }

  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }
}

/**
 * Chromium has no app: scheme of ours, so app://ui/x is shown to it as https://ui.app.invalid/x: standard, secure
 * and, by its ending, never a name anybody owns.
 */
export function toChromium(url: string): string {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url)
  const [, scheme, host, rest] = found ?? []
  if (
    scheme === undefined ||
    host === undefined ||
    rest === undefined ||
    /^(https?|file|wss?|blob|filesystem)$/i.test(scheme)
  )
    return url
  return `https://${host}.${scheme}.invalid${rest === '' ? '/' : rest}`
}

export function fromChromium(url: string): string {
  return url.replace(/^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.invalid(?=[/?#]|$)/i, '$2://$1')
}

/** A policy may name hosts of the app's own scheme, for frames and for who may frame. */
export function policyToChromium(policy: string): string {
  return policy.replace(/(?<=[\s;])([a-z][a-z0-9+.-]*:\/\/[^\s;/]+)/gi, (source) =>
    toChromium(source).replace(/\/$/, ''),
  )
}
