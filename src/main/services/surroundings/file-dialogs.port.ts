/** Files a person chooses: paths never come from the page. */
export interface FileDialogs {
  chooseSave(options: { title: string; suggestedName: string; extension: string }): Promise<string | null>
  chooseFolder(options: { title: string }): Promise<string | null>
  chooseOpen(options: { title: string; extensions: readonly string[] }): Promise<string | null>
}
