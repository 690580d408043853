/** shell, Menu, Notification, screen, nativeTheme and clipboard: as much of them as the app touches. */
import { spawn } from 'node:child_process'
import type * as Electron from 'electron'
import { notModelled, strict, StrictEmitter } from '../strict.ts'
import type { Host } from './host.ts'

export function createShell(host: Host) {
  return strict('shell', {
    /** Without a display nobody looks: a spec that wants the address replaces this function. */
    async openExternal(url: string) {
      if (!host.visible) return
      const [command, ...args] =
        process.platform === 'win32'
          ? ['rundll32', 'url.dll,FileProtocolHandler', url]
          : [process.platform === 'darwin' ? 'open' : 'xdg-open', url]
      await new Promise<void>((resolve, reject) => {
        const child = spawn(command, args, { stdio: 'ignore', detached: true })
        child.once('spawn', () => resolve())
        child.once('error', reject)
        child.unref()
      })
    },
    /** Without a display nobody looks, as above. */
    showItemInFolder(_file: string) {},
    openPath: async (_file: string) => '',
  } satisfies Pick<Electron.Shell, 'openExternal' | 'showItemInFolder' | 'openPath'>)
}

const knownRoles = new Set([
  'about',
  'quit',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'resetZoom',
  'zoomIn',
  'zoomOut',
  'togglefullscreen',
  'reload',
  'toggleDevTools',
])

export function createMenu() {
  let current: Electron.Menu | null = null
  const checked = (items: readonly Electron.MenuItemConstructorOptions[]): unknown[] =>
    items.map((item) => {
      if (item.role !== undefined && !knownRoles.has(item.role)) throw notModelled(`menu role '${item.role}'`)
      return { ...item, submenu: Array.isArray(item.submenu) ? { items: checked(item.submenu) } : undefined }
    })
  return strict('Menu', {
    buildFromTemplate: (template: (Electron.MenuItemConstructorOptions | Electron.MenuItem)[]) =>
      strict('menu', {
        items: checked(template as Electron.MenuItemConstructorOptions[]),
        /** Drawn by the system: a spec that wants to see it replaces `buildFromTemplate`. */
        popup() {},
      }) as unknown as Electron.Menu,
    setApplicationMenu: (menu: Electron.Menu | null) => {
      current = menu
    },
    getApplicationMenu: () => current,
  } satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu' | 'getApplicationMenu'>)
}

/** A notification nobody sees: it tells what the app asks of it, and a spec may choose it with `emit('click')`. */
class StandInNotification extends StrictEmitter {
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions) {
    super('Notification', ['click', 'show', 'close'])
    this.title = title
    this.body = body
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    this.emit('show')
  }

  close(): void {
    this.emit('close')
  }
}

export function createNotification() {
  return StandInNotification satisfies {
    isSupported: typeof Electron.Notification.isSupported
    new (
      options: Electron.NotificationConstructorOptions,
    ): Pick<Electron.Notification, 'title' | 'body' | 'show' | 'close'>
  }
}

export function createScreen(host: Host) {
  const area = { x: 0, y: 0, width: 1920, height: 1040 }
  return strict('screen', {
    getAllDisplays: () => {
      if (!host.ready) throw new Error("The 'screen' module can't be used before the app 'ready' event")
      return [
        strict('display', { id: 1, bounds: { ...area, height: 1080 }, workArea: area, scaleFactor: 1 }),
      ] as Electron.Display[]
    },
  } satisfies Pick<Electron.Screen, 'getAllDisplays'>)
}

/** One entry that is put on the clipboard; text is all that is modelled, marks of the system are taken and kept. */
class ClipboardEntry {
  readonly #items: Readonly<Record<string, unknown>>

  constructor(items: Readonly<Record<string, unknown>>) {
    for (const [type, payload] of Object.entries(items))
      if (
        typeof payload !== 'string' ||
        (type !== 'text/plain' && !type.startsWith('electron application/osclipboard;format='))
      )
        throw notModelled(`ClipboardItem of type '${type}'`)
    this.#items = items
  }

  get types(): string[] {
    return Object.keys(this.#items)
  }

  text(): string {
    const plain = this.#items['text/plain']
    return typeof plain === 'string' ? plain : ''
  }
}

/** The clipboard of this process alone: nothing of a run may be left on the machine's own. */
export function createClipboard() {
  let text = ''
  const clipboard = strict('clipboard', {
    async writeText(written: string) {
      text = written
    },
    async write(items: readonly ClipboardEntry[]) {
      text = items.map((item) => item.text()).join('')
    },
    readText: async () => text,
    clear() {
      text = ''
    },
  } satisfies { [N in 'writeText' | 'write' | 'readText' | 'clear']: unknown })
  return { clipboard, ClipboardItem: ClipboardEntry }
}

class NativeTheme extends StrictEmitter {
  readonly #host: Host
  #source: 'system' | 'light' | 'dark' = 'system'

  constructor(host: Host) {
    super('nativeTheme', ['updated'])
    this.#host = host
  }

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    this.#source = source
    this.#host.mediaFeatures = source === 'system' ? [] : [{ name: 'prefers-color-scheme', value: source }]
    for (const contents of this.#host.contents.values()) void contents.applyMedia()
    this.emit('updated')
  }

  /** The stand-in's system is light. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }

  get shouldUseHighContrastColors(): boolean {
    return false
  }
}

export function createNativeTheme(
  host: Host,
): NativeTheme & Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'> {
  return strict('nativeTheme', new NativeTheme(host))
}
