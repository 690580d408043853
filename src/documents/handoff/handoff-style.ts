/** What the hand-over page adds to the report's look: cards to work through and room to write by hand. */

export const handoffStyle = `
.lead { font-size: 11pt; margin: 5mm 0 4mm; }
.counts.three { grid-template-columns: repeat(3, 1fr); }
.tick { display: inline-block; flex: none; width: 5mm; height: 5mm; border: 1.4px solid var(--ink); border-radius: 0.8mm; text-align: center; line-height: 4.6mm; font-size: 11pt; color: var(--good); background: #fff; }
.tick.small { width: 3.4mm; height: 3.4mm; vertical-align: -0.5mm; margin-right: 1mm; }
.step { border: 1px solid var(--line); border-top: 0.8mm solid var(--accent); border-radius: 1.5mm; padding: 4mm 5mm 4.5mm; margin: 6mm 0 0; }
.step.is-done { border-top-color: var(--good); }
.step .step-title { display: flex; gap: 3mm; align-items: baseline; margin: 0 0 1mm; padding: 0; border: 0; font-size: 12.5pt; }
.step-title .tick { align-self: center; }
.step-title .no { color: var(--soft); font-variant-numeric: tabular-nums; }
.step > .sub { margin-bottom: 2.5mm; }
.why { color: var(--soft); } .why strong { color: var(--ink); }
.crumb { font-weight: 600; white-space: nowrap; } .gt { color: var(--soft); }
.values { margin: 3mm 0; } .values th[scope=row] { color: var(--soft); padding-left: 2mm; } .values tr:first-child > * { border-top: 1px solid var(--line); }
.clicks { margin: 2mm 0; padding-left: 7mm; } .clicks li { margin: 0 0 1mm; padding-left: 1mm; overflow-wrap: anywhere; break-inside: avoid; }
code.value { font-size: 9pt; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
.manual { border-left: 1.2mm solid #c8a415; background: #fffaf0; padding: 2.5mm 4mm; margin: 3mm 0; border-radius: 0 1mm 1mm 0; break-inside: avoid; }
.manual p { margin: 0 0 0.8mm; } .manual p:last-child { margin: 0; }
.after { background: #f1faf1; padding: 2mm 4mm; border-radius: 1mm; break-inside: avoid; }
.fill { display: flex; gap: 3mm; align-items: baseline; margin-top: 6mm; color: var(--soft); font-size: 8.5pt; break-inside: avoid; }
.fill i { font-style: normal; color: var(--ink); white-space: pre-wrap; flex: 1; border-bottom: 1px solid #8a8886; min-height: 4mm; } .fill i.wide { flex: 4; } .fill span { white-space: nowrap; }
.back { break-inside: avoid; }
.sign { display: grid; grid-template-columns: 3fr 1.4fr 3fr; gap: 8mm; margin-top: 18mm; break-inside: avoid; }
.sign i { display: block; border-bottom: 1px solid var(--ink); } .sign span { color: var(--soft); font-size: 8.5pt; }
.live { display: none; }
.is-live .live { display: revert; } .is-live .paper, .is-live .fill { display: none; }
.is-live .live.reply { display: grid; grid-template-columns: 44mm 1fr; gap: 2mm 4mm; margin-top: 4mm; }
.is-live .live.fields { display: grid; gap: 3mm; margin: 4mm 0; padding: 4mm 5mm; border: 1px solid var(--line); border-top: 0.8mm solid var(--accent); border-radius: 1.5mm; }
.live label { display: block; color: var(--soft); font-size: 8.5pt; } .fields p { margin: 0; }
.live :is(input:not([type=checkbox]), select, textarea) { display: block; width: 100%; margin-top: 1mm; padding: 1.5mm 2mm; border: 1px solid #8a8886; border-radius: 1mm; background: #fff; color: var(--ink); font: inherit; font-size: 10pt; }
.live textarea { min-height: 14mm; resize: vertical; }
.live.box { width: 5mm; height: 5mm; margin: 0; flex: none; align-self: center; accent-color: var(--good); }
.live button { justify-self: start; padding: 2mm 6mm; border: 1px solid var(--accent); border-radius: 1mm; background: var(--accent); color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
.live :focus-visible, .live.box:focus-visible { outline: 0.6mm solid var(--ink); outline-offset: 0.5mm; }
#said:empty { display: none; } #said { font-weight: 600; }
@media print { .is-live .live, .is-live .live.reply, .is-live .live.fields { display: none; } .is-live .fill { display: flex; } .is-live .tick.paper { display: inline-block; } .is-live p.paper { display: block; } }
@media (max-width: 700px) { .is-live .live.reply { grid-template-columns: 1fr; } }
@media (max-width: 700px) { .counts.three { grid-template-columns: 1fr; } .sign { grid-template-columns: 1fr; gap: 12mm; } .fill { flex-wrap: wrap; } }
@media print { .step-title, .step > .sub, .where { break-after: avoid; } .values tr { break-inside: avoid; } }
`
