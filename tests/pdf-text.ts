/** Looks into a PDF just far enough to tell a printed text from an empty or a painted page. */
import { inflateSync } from 'node:zlib'

export interface PdfFacts {
  readonly pages: number
  /** How often text is drawn. */
  readonly texts: number
}

export function readPdf(bytes: Uint8Array): PdfFacts {
  const file = Buffer.from(bytes).toString('latin1')
  if (!file.startsWith('%PDF-') || !file.trimEnd().endsWith('%%EOF')) throw new Error('not a whole PDF')
  const streams = [...file.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, data = '']) =>
    inflated(data),
  )
  return {
    pages: file.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0,
    texts: streams.reduce((sum, text) => sum + (text.match(/\bT[jJ]\b/g)?.length ?? 0), 0),
  }
}

/** Pictures and fonts are packed in other ways; they are not looked at. */
function inflated(data: string): string {
  try {
    return inflateSync(Buffer.from(data, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}
