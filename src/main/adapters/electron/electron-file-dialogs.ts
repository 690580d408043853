/** The system's own file dialogs, above the window: the page never names a path. */
import { dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { FileDialogs } from '../../services/surroundings/file-dialogs.port.ts'

export class ElectronFileDialogs implements FileDialogs {
  readonly #window: () => BrowserWindow | null

  constructor(window: () => BrowserWindow | null) {
    this.#window = window
  }

  async chooseSave(options: {
    title: string
    suggestedName: string
    extension: string
  }): Promise<string | null> {
    const settings: SaveDialogOptions = {
      title: options.title,
      defaultPath: options.suggestedName,
      filters: [{ name: options.extension.toUpperCase(), extensions: [options.extension] }],
      properties: ['showOverwriteConfirmation'],
    }
    const window = this.#window()
    const { canceled, filePath } = await (window === null
      ? dialog.showSaveDialog(settings)
      : dialog.showSaveDialog(window, settings))
    return canceled || filePath === '' ? null : filePath
  }

  async chooseFolder(options: { title: string }): Promise<string | null> {
    const settings: OpenDialogOptions = {
      title: options.title,
      properties: ['openDirectory', 'createDirectory'],
    }
    const window = this.#window()
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(settings)
      : dialog.showOpenDialog(window, settings))
    return canceled ? null : (filePaths[0] ?? null)
  }

  async chooseOpen(options: { title: string; extensions: readonly string[] }): Promise<string | null> {
    const settings: OpenDialogOptions = {
      title: options.title,
      filters: [{ name: options.extensions.join(', '), extensions: [...options.extensions] }],
      properties: ['openFile'],
    }
    const window = this.#window()
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(settings)
      : dialog.showOpenDialog(window, settings))
    return canceled ? null : (filePaths[0] ?? null)
  }
}
