/** The system's clipboard. */
import { clipboard, ClipboardItem } from 'electron'
import type { Clipboard } from '../../services/credential/clipboard.port.ts'

/**
 * Any data in this format keeps the rest out of Windows' clipboard history and its cloud.
 * https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
 */
const keepOut = 'electron application/osclipboard;format="ExcludeClipboardContentFromMonitorProcessing"'

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
