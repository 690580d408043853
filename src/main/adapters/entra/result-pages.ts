/** What the browser shows when the sign-in came back: the result itself is shown in Sendproof (reference 9.2). */

function page(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>body{font:16px "Segoe UI",system-ui,sans-serif;color:#242424;background:#fafafa;margin:15vh auto;max-width:28rem;padding:0 1rem}h1{font-size:1.4rem}@media (prefers-color-scheme:dark){body{color:#fff;background:#1f1f1f}}</style><h1>${title}</h1><p>${text}</p></html>`
}

export const successPage = page(
  'The sign-in came back',
  'You can close this window. Sendproof now checks that it was the account that was meant.',
)
export const failurePage = page(
  'The sign-in did not succeed',
  'You can close this window. Sendproof shows what happened and what to do next.',
)
