/** Asks in a dialog of the main process, so that a compromised page cannot say yes by itself. */
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import type { Confirmation, Question } from '../../services/surroundings/confirmation.port.ts'

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
