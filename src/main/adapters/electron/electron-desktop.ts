/** The desktop around the window: its title in the task bar, light or dark, the browser, the clipboard. */
import { existsSync } from 'node:fs'
import { clipboard, ClipboardItem, nativeTheme, shell, type BrowserWindow } from 'electron'
import type {
  Appearance,
  BrowserOpener,
  Clipboard,
  FileOpener,
  WindowTitle,
} from '../../services/surroundings/person.port.ts'
import { oneLine } from '../../../domain/text/escape.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { outsideLink } from '../../../domain/link/outside-link.ts'
import { err, ok, type Result } from '../../../domain/result.ts'

/** Light, dark or as the system says: one switch that the page, menus and dialogs follow. */
export class ElectronAppearance implements Appearance {
  apply(theme: 'system' | 'light' | 'dark'): void {
    nativeTheme.themeSource = theme
  }
}

/** The window's title: one visible line that always ends with the product, so that a page cannot pass for another. */
export class ElectronWindowTitle implements WindowTitle {
  readonly #window: () => BrowserWindow | null

  constructor(window: () => BrowserWindow | null) {
    this.#window = window
  }

  set(text: string): void {
    const said = oneLine(text).slice(0, 120)
    this.#window()?.setTitle(said === '' ? 'Sendproof' : `${said} – Sendproof`)
  }
}

/** Opens an address in the person's own browser, after it was compared with the hosts that are allowed. */
export class ElectronBrowserOpener implements BrowserOpener {
  async open(url: string, hosts: readonly string[]): Promise<Result<null, AppError>> {
    const link = outsideLink(url, hosts)
    if (link === null) return err({ code: 'link-not-allowed' })
    try {
      await shell.openExternal(link.href)
      return ok(null)
    } catch {
      return err({ code: 'browser-not-started' })
    }
  }
}

/** Files of the person's own, in the system's file manager or the program that belongs to them. */
export class ElectronFileOpener implements FileOpener {
  async showInFolder(path: string): Promise<Result<null, AppError>> {
    // A file that is gone is no error of the system's: it would do nothing, and nobody would know why.
    if (!existsSync(path)) return err({ code: 'saved-file-gone', path })
    shell.showItemInFolder(path)
    return ok(null)
  }

  async open(path: string): Promise<Result<null, AppError>> {
    if (!existsSync(path)) return err({ code: 'saved-file-gone', path })
    // The answer is empty when it was opened, else what the system says.
    const refused = await shell.openPath(path)
    return refused === '' ? ok(null) : err({ code: 'saved-file-not-opened', path, reason: refused })
  }
}

/**
 * Any data in this format keeps the rest out of Windows' clipboard history and its cloud.
 * https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
 */
const keepOut = 'electron application/osclipboard;format="ExcludeClipboardContentFromMonitorProcessing"'

/** The system's clipboard. */
export class ElectronClipboard implements Clipboard {
  readonly #platform: string

  constructor(platform: string) {
    this.#platform = platform
  }

  async writeSecret(text: string): Promise<void> {
    if (this.#platform !== 'win32') return clipboard.writeText(text)
    try {
      await clipboard.write([new ClipboardItem({ 'text/plain': text, [keepOut]: '1' })])
    } catch {
      // Without the mark it is still what the person asked for, and it is cleared all the same.
      await clipboard.writeText(text)
    }
  }

  read(): Promise<string> {
    return clipboard.readText()
  }

  clear(): void {
    clipboard.clear()
  }
}
