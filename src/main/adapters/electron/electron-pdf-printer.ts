/** Prints through Chromium in a window nobody sees: no preload, no network, no script, and gone afterwards. */
import { BrowserWindow, session } from 'electron'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { PdfPrinter } from '../../services/surroundings/files.port.ts'

const page = 'app://print/report.html'

export class ElectronPdfPrinter implements PdfPrinter {
  #prints = 0

  async print(parts: Iterable<string>): Promise<Result<Uint8Array, AppError>> {
    const html = [...parts].join('')
    // A session of its own each time: it can load this one page and nothing else.
    this.#prints += 1
    const own = session.fromPartition(`print-${this.#prints}`, { cache: false })
    own.webRequest.onBeforeRequest((details, respond) => respond({ cancel: details.url !== page }))
    own.protocol.handle(
      'app',
      () =>
        new Response(html, {
          headers: {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
          },
        }),
    )
    own.setPermissionRequestHandler((_contents, _permission, respond) => respond(false))
    own.setPermissionCheckHandler(() => false)
    const window = new BrowserWindow({
      show: false,
      width: 800,
      height: 1100,
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      },
    })
    try {
      await window.loadURL(page)
      return ok(await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true }))
    } catch (error) {
      return err({
        code: 'pdf-not-printed',
        details: error instanceof Error ? error.message : String(error),
      })
    } finally {
      if (!window.isDestroyed()) window.destroy()
    }
  }
}
