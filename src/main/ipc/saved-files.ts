/** The files and folders a person chose in this session: the only ones the page may have shown to them again. */
import path from 'node:path'
import type { CallInput } from '../../contract/calls.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, type Result } from '../../domain/result.ts'
import type { FileDialogs, FileOpener } from '../services/surroundings/person.port.ts'

export class SavedFiles implements FileDialogs {
  readonly #dialogs: FileDialogs
  readonly #opener: FileOpener
  readonly #folders: Set<string>
  readonly #files = new Set<string>()
  readonly #ours = new Set<string>()

  /** `folders`: those that may be shown from the start. */
  constructor(dialogs: FileDialogs, opener: FileOpener, folders: readonly string[]) {
    this.#dialogs = dialogs
    this.#opener = opener
    this.#folders = new Set(folders)
  }

  async chooseSave(options: Parameters<FileDialogs['chooseSave']>[0]): Promise<string | null> {
    const file = await this.#dialogs.chooseSave(options)
    if (file !== null) this.#files.add(file)
    return file
  }

  async chooseFolder(options: Parameters<FileDialogs['chooseFolder']>[0]): Promise<string | null> {
    const folder = await this.#dialogs.chooseFolder(options)
    if (folder !== null) this.#folders.add(folder)
    return folder
  }

  chooseOpen(options: Parameters<FileDialogs['chooseOpen']>[0]): Promise<string | null> {
    return this.#dialogs.chooseOpen(options)
  }

  /**
   * What is in the file was written here, and its name says what it is: it may be opened, not only shown. A file that
   * came from somebody else, such as an attachment, never may.
   */
  wroteDocument(file: string): void {
    if (documents.has(path.extname(file).toLowerCase())) this.#ours.add(file)
  }

  async show({ path: named, how }: CallInput<'app.showFile'>): Promise<Result<null, AppError>> {
    const folder = this.#folders.has(named)
    if (how === 'open' ? !(folder || this.#ours.has(named)) : !this.#mayShow(named))
      return err({ code: 'link-not-allowed' })
    return how === 'open' ? this.#opener.open(named) : this.#opener.showInFolder(named)
  }

  /** What lies right in a chosen folder was put there by us. */
  #mayShow(named: string): boolean {
    return this.#files.has(named) || this.#folders.has(named) || this.#folders.has(path.dirname(named))
  }
}

/** What a PC opens without running it. */
const documents: ReadonlySet<string> = new Set(['.html', '.pdf', '.csv'])
