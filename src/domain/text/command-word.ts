/** A name or a path as one word of a command that people paste into a shell, whichever it is. */

/**
 * What some shell obeys between double quotes: PowerShell, cmd and bash disagree, and PowerShell takes typographic
 * quotes for its own.
 */
const obeyed = /["\u201c\u201d\u201e$`%!]|\\$/

/**
 * Between double quotes, where nothing in it is obeyed by any of the three shells. There is no way to write the others
 * that all three read alike, so the placeholder of the help stands for them.
 */
export function commandWord(text: string, instead: 'NAME' | 'FILE' = 'NAME'): string {
  return obeyed.test(text) ? instead : `"${text}"`
}
