/** What the browser shows when the sign-in came back: the result itself is shown in Sendproof (reference 9.2). */
import { escapeHtml } from '../../../domain/text/escape.ts'

export interface ResultPage {
  readonly title: string
  readonly text: string
}
export interface ResultPages {
  /** What `Intl` calls the language of the texts. */
  readonly locale: string
  readonly success: ResultPage
  readonly failure: ResultPage
}

export function resultPage({ title, text }: ResultPage, locale: string): string {
  return `<!doctype html><html lang="${escapeHtml(locale)}"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>body{font:16px "Segoe UI",system-ui,sans-serif;color:#242424;background:#fafafa;margin:15vh auto;max-width:28rem;padding:0 1rem}h1{font-size:1.4rem}@media (prefers-color-scheme:dark){body{color:#fff;background:#1f1f1f}}</style><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></html>`
}
