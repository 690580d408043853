/** Puts files into one zip; the same files give the same bytes, in the order of their names. */
export interface ZipEntry {
  /** With forward slashes, relative. */
  readonly name: string
  readonly content: string | Uint8Array
}

export interface ZipWriter {
  pack(entries: readonly ZipEntry[]): Uint8Array
}
