/** A small app that uses Electron as the product does and keeps what happened, for the specs to read. */
import path from 'node:path'
import { app, BrowserWindow, ipcMain, protocol, session } from 'electron'

const facts = {
  beforeReady: {},
  navigations: [],
  opened: [],
  requests: [],
  permissions: [],
  calls: [],
  crashes: [],
  clicked: [],
}
globalThis.conformance = facts
// Specs replace these to try an answer out.
globalThis.answers = { cancel: () => false, navigation: () => false }

const tried = (action) => {
  try {
    action()
    return 'no error'
  } catch (error) {
    return String(error.message)
  }
}

facts.beforeReady.window = tried(() => new BrowserWindow())
facts.beforeReady.isReady = app.isReady()
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-right'; img-src 'self' data:; connect-src 'self'; frame-src 'self' app://framed; base-uri 'none'"
const files = {
  '/': [
    'text/html',
    '<!doctype html><title>Conformance</title><body><a id="out" href="https://example.invalid/">out</a><a id="blank" target="_blank" rel="noopener" href="https://example.invalid/blank">blank</a><script src="page.js"></script></body>',
  ],
  '/page.js': ['text/javascript', 'window.pageScriptRan = true; window.atFirstScript = typeof window.bridge'],
  '/other.html': ['text/html', '<!doctype html><title>Other</title>'],
  '/note.txt': ['text/plain', 'hello'],
}

app.on('window-all-closed', () => app.quit())
app.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', (event) => {
    facts.navigations.push(['will-navigate', event.url])
    if (!globalThis.answers.navigation(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) =>
    facts.navigations.push(['will-frame-navigate', event.url, event.isMainFrame]),
  )
  contents.on('context-menu', (_click, { isEditable, selectionText, editFlags }) =>
    facts.clicked.push([isEditable, selectionText.trim(), editFlags.canCopy]),
  )
  contents.on('render-process-gone', (_gone, details) => facts.crashes.push(details.reason))
  contents.setWindowOpenHandler(({ url }) => {
    facts.opened.push(url)
    return { action: 'deny' }
  })
})

ipcMain.handle('echo', (_event, ...args) => args)
ipcMain.handle('describe', (_event, value) => Object.prototype.toString.call(value))
ipcMain.handle('throws', () => {
  throw Object.assign(new TypeError('only this sentence'), { secret: 'not this' })
})
ipcMain.handle('unclonable', () => () => 'a function')
ipcMain.handle('sender', (event) => ({
  url: event.senderFrame.url,
  origin: event.senderFrame.origin,
  isMain: event.senderFrame.parent === null,
  isWindow: BrowserWindow.fromWebContents(event.sender) !== null,
}))
facts.secondHandler = tried(() => ipcMain.handle('echo', () => null))

app.whenReady().then(() => {
  facts.schemesAfterReady = tried(() => protocol.registerSchemesAsPrivileged([]))
  facts.sandboxAfterReady = tried(() => app.enableSandbox())
  const ui = session.fromPartition('conformance', { cache: false })
  ui.webRequest.onBeforeRequest((details, respond) => {
    facts.requests.push([details.url, details.resourceType])
    respond({ cancel: globalThis.answers.cancel(details.url) })
  })
  ui.protocol.handle('app', (request) => {
    const url = new URL(request.url)
    if (url.host === 'framed')
      return new Response(
        '<!doctype html><title>Framed</title><p>framed</p><script>parent.taken = 1</script>',
        {
          headers: {
            'Content-Type': 'text/html',
            'Content-Security-Policy': `default-src 'none'; frame-ancestors ${url.pathname === '/ours' ? 'app://ui' : 'app://other'}; sandbox`,
          },
        },
      )
    const file = url.host === 'ui' ? files[url.pathname] : undefined
    if (file === undefined) return new Response(null, { status: 404 })
    return new Response(file[1], {
      headers: { 'Content-Type': file[0], 'Content-Security-Policy': csp, 'X-Own': 'yes' },
    })
  })
  facts.secondScheme = tried(() => ui.protocol.handle('app', () => new Response('')))
  ui.setPermissionRequestHandler((_contents, permission, respond) => {
    facts.permissions.push(permission)
    respond(permission === 'clipboard-sanitized-write')
  })
  ui.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  const window = new BrowserWindow({
    width: 1000,
    height: 700,
    show: false,
    webPreferences: {
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      session: ui,
      sandbox: true,
      contextIsolation: true,
    },
  })
  facts.shown = window.isVisible()
  window.once('ready-to-show', () => window.show())
  void window.loadURL('app://ui/')
})
