/** The person's clipboard: shared with every other program, so what is secret stays there as briefly as it can. */
export interface Clipboard {
  /** Where the system can be asked, the text is kept out of its clipboard history and off other devices. */
  writeSecret(text: string): Promise<void>
  read(): Promise<string>
  clear(): void
}
