/** Puts the parts together: the object that the app gets when it imports 'electron'. */
import { notModelled, strict } from '../strict.ts'
import { createApp } from './app.ts'
import { createBrowserWindowClass } from './browser-window.ts'
import { createDialog } from './dialog.ts'
import type { Host } from './host.ts'
import { createIpcMain } from './ipc-main.ts'
import { createSessions } from './session.ts'
import {
  createClipboard,
  createMenu,
  createNativeTheme,
  createNotification,
  createScreen,
  createShell,
} from './small-parts.ts'
import { createWebContentsStatics } from './web-contents.ts'

export function createElectron(host: Host, facts: { readonly userData: string | undefined }) {
  const { app, face } = createApp(host, facts)
  const { ipcMain, dispatch } = createIpcMain()
  const { session, protocol, defaultSession } = createSessions(host)
  const BrowserWindow = createBrowserWindowClass({
    host,
    dispatch,
    defaultSession,
    created(window) {
      app.emit('browser-window-created', {}, window)
      app.emit('web-contents-created', {}, window.webContents)
    },
    closed: () => app.windowClosed(),
  })
  const electron = {
    app: face,
    BrowserWindow,
    webContents: createWebContentsStatics(host),
    ipcMain,
    session,
    protocol,
    shell: createShell(host),
    dialog: createDialog(host),
    Menu: createMenu(),
    Notification: createNotification(),
    screen: createScreen(host),
    nativeTheme: createNativeTheme(host),
    ...createClipboard(),
  }
  return { app, electron: strict('electron', electron), names: Object.keys(electron) }
}

/** Follows the browser's targets: windows that went away, pages that crashed, windows a page opened by itself. */
export async function followTargets(host: Host): Promise<void> {
  const { cdp } = host.chromium
  const contentsOf = (targetId: string) =>
    [...host.contents.values()].find((contents) => contents.targetId === targetId)
  cdp.on<{ targetId: string }>('Target.targetDestroyed', undefined, ({ targetId }) =>
    contentsOf(targetId)?.destroyed(),
  )
  cdp.on<{ targetInfo: { targetId: string; type: string; openerId?: string; openerFrameId?: string } }>(
    'Target.targetCreated',
    undefined,
    ({ targetInfo }) => {
      // The handler was asked already, by the page's own announcement (Page.windowOpen), and has said no.
      if (targetInfo.type === 'page' && (targetInfo.openerId ?? targetInfo.openerFrameId) !== undefined)
        void cdp.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined)
    },
  )
  cdp.on<{ guid: string; url: string }>('Browser.downloadWillBegin', undefined, ({ guid, url }) => {
    let prevented = false
    for (const contents of host.contents.values())
      contents.session.emit(
        'will-download',
        { preventDefault: () => (prevented = true) },
        strict('download', { getURL: () => url }),
        contents,
      )
    void cdp.send('Browser.cancelDownload', { guid }).catch(() => undefined)
    if (!prevented) throw notModelled('a download')
  })
  await cdp.send('Target.setDiscoverTargets', { discover: true })
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
}
