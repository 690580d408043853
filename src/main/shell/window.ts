/** The one window: every setting that keeps the page in its place is written out, defaults too. */
import { BrowserWindow, screen, type Session } from 'electron'
import { uiEntry } from './scheme.ts'
import { openingPlace, type WindowPlace } from './window-bounds.ts'
import type { Language } from '../../words/words.ts'

export interface WindowOptions {
  readonly title: string
  /** Absolute path of the built preload. */
  readonly preload: string
  readonly session: Session
  /** Off in packaged builds. */
  readonly devTools: boolean
  /** Where it stood last time, if that is known. */
  readonly remembered: WindowPlace | null
  remember(place: WindowPlace): void
  /** Asked when a person closes the window; false keeps it open. */
  mayClose(): Promise<boolean>
}

export function openMainWindow(options: WindowOptions): BrowserWindow {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea)
  const place = openingPlace(options.remembered, workAreas)
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: place.minimum.width,
    minHeight: place.minimum.height,
    title: options.title,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
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
      // The dictionary would be fetched from the internet.
      spellcheck: false,
      devTools: options.devTools,
    },
  })
  if (place.maximized) window.maximize()
  // First paint shows real content: the window stays hidden until the page has something to show.
  window.once('ready-to-show', () => window.show())
  // The title is set through main alone and names the product; what the page is called is the page's business.
  window.on('page-title-updated', (event) => event.preventDefault())
  rememberPlace(window, options)
  askBeforeClosing(window, options)
  return window
}

/** Loads the page; the promise settles when it has loaded or failed to. */
/** The page speaks one language for as long as it is loaded: its address names it. */
export async function loadPage(window: BrowserWindow, language: Language): Promise<void> {
  await window.loadURL(`${uiEntry}?language=${language}`)
}

/** Another start of the program wants to be seen: that is this window. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function rememberPlace(window: BrowserWindow, options: WindowOptions): void {
  window.on('close', () => {
    options.remember({ version: 1, ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
}

function askBeforeClosing(window: BrowserWindow, options: WindowOptions): void {
  let agreed = false
  let asking = false
  window.on('close', (event) => {
    if (agreed) return
    event.preventDefault()
    if (asking) return
    asking = true
    void options.mayClose().then((may) => {
      asking = false
      if (!may || window.isDestroyed()) return
      agreed = true
      window.close()
    })
  })
}
