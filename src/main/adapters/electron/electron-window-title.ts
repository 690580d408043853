/** The window's title: one visible line that always ends with the product, so that a page cannot pass for another. */
import type { BrowserWindow } from 'electron'
import { oneLine } from '../../../domain/text/escape.ts'
import type { WindowTitle } from '../../services/surroundings/window-title.port.ts'

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
