/**
 * dialog: without a display there is nobody to ask, so files are not chosen and questions are answered with their
 * cancel button; specs replace these functions. With a display the question is a small window of its own.
 */
import type * as Electron from 'electron'
import { notModelled, strict } from '../strict.ts'
import { ask, type Question } from './dialog-window.ts'
import type { Host } from './host.ts'

/** Electron takes an optional parent window first. */
function optionsOf<T>(args: readonly unknown[]): T {
  return args[args.length - 1] as T
}

export function createDialog(host: Host) {
  const put = (question: Question) => ask(host, question)
  return strict('dialog', {
    async showMessageBox(...args: unknown[]): Promise<Electron.MessageBoxReturnValue> {
      const options = optionsOf<Electron.MessageBoxOptions>(args)
      const buttons = options.buttons ?? ['OK']
      const cancel =
        options.cancelId ??
        Math.max(
          0,
          buttons.findIndex((button) => /^(cancel|no)$/i.test(button)),
        )
      if (options.checkboxLabel !== undefined) throw notModelled('dialog.showMessageBox with a checkbox')
      if (!host.visible) return { response: cancel, checkboxChecked: false }
      const answer = await put({
        title: options.title ?? '',
        message: options.message,
        detail: options.detail ?? '',
        buttons,
        field: null,
      })
      return { response: answer?.button ?? cancel, checkboxChecked: false }
    },
    async showSaveDialog(...args: unknown[]): Promise<Electron.SaveDialogReturnValue> {
      const options = optionsOf<Electron.SaveDialogOptions>(args)
      const answer = host.visible
        ? await put({ ...fileQuestion(options, 'Save'), field: options.defaultPath ?? '' })
        : null
      return answer?.button === 0 && answer.text !== ''
        ? { canceled: false, filePath: answer.text }
        : { canceled: true, filePath: '' }
    },
    async showOpenDialog(...args: unknown[]): Promise<Electron.OpenDialogReturnValue> {
      const options = optionsOf<Electron.OpenDialogOptions>(args)
      const answer = host.visible
        ? await put({ ...fileQuestion(options, 'Open'), field: options.defaultPath ?? '' })
        : null
      return answer?.button === 0 && answer.text !== ''
        ? { canceled: false, filePaths: [answer.text] }
        : { canceled: true, filePaths: [] }
    },
  } satisfies Pick<Electron.Dialog, 'showMessageBox' | 'showSaveDialog' | 'showOpenDialog'>)
}

function fileQuestion(options: { readonly title?: string }, action: string): Omit<Question, 'field'> {
  return {
    title: options.title ?? action,
    message: options.title ?? action,
    detail: 'Full path of the file:',
    buttons: [action, 'Cancel'],
  }
}
