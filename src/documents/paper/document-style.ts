/** The look of every document: one light style sheet for screen and paper, no file but this one. */
import { cssString } from './markup.ts'

export const documentStyle = `
:root { color-scheme: light; --ink: #1b1a19; --soft: #55534f; --line: #e1dfdd; --fill: #faf9f8; --good: #0e700e; --bad: #a80000; --wait: #835b00; --accent: #0f6cbd; }
* { box-sizing: border-box; }
html { background: #f3f2f1; }
body { margin: 0 auto; max-width: 210mm; padding: 14mm 16mm 12mm; background: #fff; color: var(--ink); font: 10pt/1.45 'Segoe UI', 'Segoe UI Variable Text', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; margin: 0; font-weight: 600; }
h1 { font-size: 20pt; letter-spacing: -0.01em; }
h2 { font-size: 13pt; margin: 9mm 0 3mm; padding-bottom: 1.5mm; border-bottom: 1px solid var(--line); }
h3 { font-size: 10.5pt; margin: 5mm 0 1.5mm; }
p { margin: 0 0 2mm; }
ul { margin: 0 0 2mm; padding-left: 5mm; }
li { margin-bottom: 1mm; }
code, .mono { font-family: 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace; font-size: 0.9em; }
header { display: flex; justify-content: space-between; gap: 8mm; align-items: baseline; margin-bottom: 5mm; color: var(--soft); font-size: 9pt; }
header strong { color: var(--ink); font-size: 10.5pt; white-space: nowrap; }
.title p { color: var(--soft); font-size: 11pt; margin-top: 1mm; }
.verdict { margin: 6mm 0; padding: 5mm 6mm; border: 1px solid; border-left-width: 2mm; border-radius: 1.5mm; display: flex; gap: 5mm; align-items: center; break-inside: avoid; }
.verdict .mark { font-size: 26pt; line-height: 1; font-weight: 600; }
.verdict .say { font-size: 14pt; font-weight: 600; line-height: 1.3; }
.verdict p { margin: 1mm 0 0; color: var(--ink); }
.proven { border-color: var(--good); background: #f1faf1; } .proven .mark, .proven .say { color: var(--good); }
.not-proven { border-color: var(--bad); background: #fdf3f4; } .not-proven .mark, .not-proven .say { color: var(--bad); }
.not-run { border-color: var(--wait); background: #fffaf0; } .not-run .mark, .not-run .say { color: var(--wait); }
.imported, .shortened { margin: 0 0 5mm; padding: 2mm 4mm; border-radius: 1mm; background: #fffaf0; color: #5c4300; border: 1px solid #ecd9a6; break-inside: avoid; }
.practice { margin: 0 0 5mm; padding: 2mm 4mm; border-radius: 1mm; background: #f3ecfb; color: #4b2a7b; border: 1px solid #d6c5ee; break-inside: avoid; }
.alarm { margin: 0 0 5mm; padding: 4mm 6mm; border-radius: 1.5mm; background: #a80000; color: #fff; font-size: 11.5pt; break-inside: avoid; } .alarm p { margin: 0; }
.brief { margin: 0 0 5mm; font-size: 11pt; break-inside: avoid; } .brief p { margin: 0 0 1.2mm; }
.legend { font-size: 9pt; padding-left: 0; list-style: none; }
.integrity dt, .integrity dd { font-size: 8.5pt; }
.counts { display: grid; grid-template-columns: repeat(5, 1fr); gap: 3mm; margin: 0 0 5mm; padding: 0; list-style: none; break-inside: avoid; }
.counts li { border: 1px solid var(--line); border-radius: 1.5mm; padding: 2.5mm 3mm; margin: 0; color: var(--soft); font-size: 9pt; }
.counts b { display: block; font-size: 16pt; line-height: 1.15; color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: 44mm 1fr; margin: 0; }
dt, dd { padding: 1.2mm 0; margin: 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.35; }
caption { text-align: left; color: var(--soft); padding-bottom: 2mm; caption-side: top; font-size: 9pt; }
table.fixed { table-layout: fixed; }
th { text-align: left; font-weight: 600; padding: 1.6mm 2.5mm 1.6mm 0; border-bottom: 1.5px solid #8a8886; vertical-align: bottom; }
tbody th { font-weight: 400; border-bottom: 1px solid var(--line); vertical-align: top; }
td { padding: 1.6mm 2.5mm 1.6mm 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
td.state { white-space: nowrap; }
.stage th { background: var(--fill); font-weight: 600; padding-left: 2mm; border-bottom: 1px solid var(--line); break-after: avoid; }
.nobreak { white-space: nowrap; overflow-wrap: normal; }
.good, .counts b.good { color: var(--good); } .warn { color: var(--wait); } .bad, .counts b.bad { color: var(--bad); } .wait { color: var(--wait); } .soft { color: var(--soft); }
.sub { display: block; color: var(--soft); font-size: 8.5pt; }
.finding { border: 1px solid var(--line); border-left: 1.2mm solid var(--bad); border-radius: 1mm; padding: 4mm 5mm; margin: 0 0 4mm; break-inside: avoid; }
.finding.loud { border: 2px solid var(--bad); border-left-width: 2mm; background: #fdf3f4; } .finding.loud h3 { font-size: 12pt; color: var(--bad); }
.finding.early { border-left-color: var(--wait); }
.what-was dl { grid-template-columns: 34mm 1fr; font-size: 9pt; margin: 1.5mm 0 2mm; } .what-was dt, .what-was dd { border: 0; padding: 0.4mm 0; }
.finding h3 { margin: 0 0 1mm; }
.reply { display: block; white-space: pre-wrap; background: var(--fill); border: 1px solid var(--line); border-radius: 1mm; padding: 2mm 3mm; margin: 2mm 0; font-size: 8.5pt; }
.cause { margin-top: 3mm; }
.remedy { padding-left: 4mm; border-left: 1px solid var(--line); margin: 1.5mm 0 0; }
.remedy p { margin-bottom: 0.8mm; }
.cause + .sub { margin-top: 3mm; }
.addresses { margin: 0 0 1.5mm; font-size: 8.5pt; line-height: 1.3; }
.departure { break-inside: avoid; padding: 2.5mm 0; border-bottom: 1px solid var(--line); }
.departure p { margin: 0 0 0.8mm; }
.tag { display: inline-block; border: 1px solid currentColor; border-radius: 1mm; padding: 0 1.5mm; font-size: 8pt; margin-left: 1.5mm; }
footer { margin-top: 9mm; padding-top: 3mm; border-top: 1px solid var(--line); color: var(--soft); font-size: 8.5pt; }
@media (max-width: 700px) { body { padding: 6mm; } .counts { grid-template-columns: repeat(2, 1fr); } dl { grid-template-columns: 1fr; } dt { border: 0; padding-bottom: 0; } }
@media print {
  html { background: #fff; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  h2, h3 { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`

/** Running head and foot on paper; the texts may hold anything. `page`: “Page”, and what stands before the total. */
export function pageStyle(
  head: string,
  foot: string,
  numbers: (number: string, of: string) => string,
): string {
  const font = "font: 8pt 'Segoe UI', system-ui, sans-serif; color: #55534f;"
  // the words around two numbers that only the printer knows
  const around = numbers('\u0001', '\u0001').split('\u0001')
  const [before = '', between = '', after = ''] = around.map(cssString)
  return `@page { size: A4; margin: 18mm 16mm 18mm;
  @top-left { content: ${cssString(head)}; ${font} }
  @bottom-left { content: ${cssString(foot)}; ${font} }
  @bottom-right { content: ${before} counter(page) ${between} counter(pages) ${after}; ${font} }
}
@page :first { margin-top: 14mm; @top-left { content: none; } }
`
}
