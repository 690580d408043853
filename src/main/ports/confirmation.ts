/** Asks the person in a dialog the page cannot draw, before something outside changes. */
export interface Confirmation {
  confirm(question: { title: string; message: string; detail: string; action: string }): Promise<boolean>
}
