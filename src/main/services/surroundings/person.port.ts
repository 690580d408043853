/** What reaches the person outside the page: dialogs, the window’s title and colours, the browser, the clipboard. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface Question {
  readonly title: string
  readonly message: string
  readonly detail: string
  /** The button that does it. */
  readonly action: string
  readonly cancel: string
}

/** Asks the person in a dialog the page cannot draw, before something outside changes. */
export interface Confirmation {
  confirm(question: Question): Promise<boolean>
}

/** Files a person chooses: paths never come from the page. */
export interface FileDialogs {
  chooseSave(options: { title: string; suggestedName: string; extension: string }): Promise<string | null>
  chooseFolder(options: { title: string }): Promise<string | null>
  chooseOpen(options: { title: string; extensions: readonly string[] }): Promise<string | null>
}

/** What the window is called in the task bar, where it is read while the window is out of sight. */
export interface WindowTitle {
  /** Empty: the product's name alone. */
  set(text: string): void
}

/** Shows a file where it lies, or opens it with the program of this PC. */
export interface FileOpener {
  showInFolder(path: string): Promise<Result<null, AppError>>
  open(path: string): Promise<Result<null, AppError>>
}

/** What tells a person who looks elsewhere how far long work is, and that it has ended. */
export interface Attention {
  /** From 0 to 1, on the window's button in the task bar; null takes it away. */
  progress(share: number | null): void
  /**
   * A notification of the system; choosing it brings the window to the front. Nothing while the window is looked at. Says
   * whether it was shown.
   */
  tell(said: { readonly title: string; readonly text: string }): boolean
}

/** Light, dark or as the system says, for the window and everything the system draws for it. */
export interface Appearance {
  apply(theme: 'system' | 'light' | 'dark'): void
}

/** Opens an address outside the app, after it was checked. */
export interface BrowserOpener {
  /** `hosts`: the only host names (with port where it is not 443) that may be opened. */
  open(url: string, hosts: readonly string[]): Promise<Result<null, AppError>>
}

/** The person's clipboard: shared with every other program, so what is secret stays there as briefly as it can. */
export interface Clipboard {
  /** Where the system can be asked, the text is kept out of its clipboard history and off other devices. */
  writeSecret(text: string): Promise<void>
  read(): Promise<string>
  clear(): void
}
