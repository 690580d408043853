/** Asks the person in a dialog the page cannot draw, before something outside changes. */
export interface Question {
  readonly title: string
  readonly message: string
  readonly detail: string
  /** The button that does it. */
  readonly action: string
  readonly cancel: string
}

export interface Confirmation {
  confirm(question: Question): Promise<boolean>
}
