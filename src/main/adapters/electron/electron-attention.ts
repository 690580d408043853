/** The window's button in the task bar, and the notification area: what a person sees who works in another program. */
import { Notification, type BrowserWindow } from 'electron'
import type { Attention } from '../../services/surroundings/person.port.ts'

export class ElectronAttention implements Attention {
  readonly #window: () => BrowserWindow | null
  readonly #bringToFront: (window: BrowserWindow) => void
  /** Held until it is gone: one that nobody holds may be collected, and a click on it would lead nowhere. */
  #shown: Notification | null = null

  constructor(window: () => BrowserWindow | null, bringToFront: (window: BrowserWindow) => void) {
    this.#window = window
    this.#bringToFront = bringToFront
  }

  progress(share: number | null): void {
    // -1 takes the bar away
    this.#window()?.setProgressBar(share === null ? -1 : Math.min(1, Math.max(0, share)))
  }

  tell({ title, text }: { readonly title: string; readonly text: string }): boolean {
    const window = this.#window()
    if (window === null || window.isFocused() || !Notification.isSupported()) return false
    this.#shown?.close()
    const shown = new Notification({ title, body: text })
    shown.on('click', () => {
      const open = this.#window()
      if (open !== null) this.#bringToFront(open)
    })
    shown.show()
    this.#shown = shown
    return true
  }
}
