/** What the person has put on the Diagnose page. */
export interface Draft {
  /** Masked already; nothing else is ever kept or sent. */
  readonly text: string
  /** Set for a text too large to be shown in the box. */
  readonly large: { readonly name: string; readonly lines: number } | null
  readonly masked: boolean
  readonly setup: string | null
  readonly surface: string | null
  readonly answers: Readonly<Record<string, string>>
}

export const emptyDraft: Draft = {
  text: '',
  large: null,
  masked: false,
  setup: null,
  surface: null,
  answers: {},
}

/** A box with more than this would be slow to draw and nobody would read it. */
export const largestShown = 60_000

/** Answers belong to the text they were given for. */
export function withText(draft: Draft, text: string, name: string, masked: boolean): Draft {
  return {
    ...draft,
    text,
    masked,
    large: text.length > largestShown ? { name, lines: linesIn(text) } : null,
    answers: {},
  }
}

function linesIn(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
