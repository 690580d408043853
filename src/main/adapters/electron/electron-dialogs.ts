/** Dialogs of the main process, above the window: the page can neither answer one nor name a path. */
import {
  dialog,
  type BrowserWindow,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron'
import type { Confirmation, FileDialogs, Question } from '../../services/surroundings/person.port.ts'

/** Asks in a dialog of the main process, so that a compromised page cannot say yes by itself. */
export class ElectronConfirmation implements Confirmation {
  readonly #window: () => BrowserWindow | null

  constructor(window: () => BrowserWindow | null) {
    this.#window = window
  }

  async confirm(question: Question): Promise<boolean> {
    const settings: MessageBoxOptions = {
      type: 'warning',
      title: question.title,
      message: question.message,
      detail: question.detail,
      buttons: [question.action, question.cancel],
      // Enter and Escape both mean no: yes has to be meant.
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    }
    const window = this.#window()
    const { response } = await (window === null
      ? dialog.showMessageBox(settings)
      : dialog.showMessageBox(window, settings))
    return response === 0
  }
}

/** The system's own file dialogs, above the window: the page never names a path. */
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
