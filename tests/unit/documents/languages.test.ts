/** A language is one folder: whatever a document says beside its data, it says in the words of its language. */
import { describe, expect, test } from 'vitest'
import { sayStep } from '../../../src/words/say-step.ts'
import { entraPlan } from '../../kit/entra-plan.ts'
import { calendarOf } from '../../../src/documents/files/calendar.ts'
import { handoffHtml } from '../../../src/documents/handoff/handoff-html.ts'
import { reportDocument } from '../../../src/documents/report/report-document.ts'
import type { ExpiryItem } from '../../../src/domain/expiry/expiry-item.ts'
import { handoffPlan } from '../../../src/domain/handoff/handoff.ts'
import { handoffRoles } from '../../../src/domain/step/handoff-roles.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { eap } from '../../kit/assets.ts'
import { checklistOf, contosoSetup, now } from '../../kit/contoso.ts'
import { htmlOf, sampleReport } from '../../kit/report.ts'

const words = wordsFor('qps-ploc')
/** Headings, heads of columns, terms and words in bold: what no name of a person or a product stands in alone. */
function labelsOf(html: string): string[] {
  return [
    ...html.matchAll(
      /<(h2|th scope="col"|dt|strong|caption)(?: [^>]*)?>([\s\S]*?)<\/(?:h2|th|dt|strong|caption)>/g,
    ),
  ].map(([, , inner = '']) => inner.replace(/<[^>]+>/g, '').trim())
}
const unworded = (html: string, data: readonly string[]) =>
  labelsOf(html).filter((label) => !label.includes('⟦') && !data.some((one) => label.includes(one)))

describe('in another language', () => {
  test('the report says nothing in English but what is data', () => {
    const facts = sampleReport({ refused: 1, practice: true })
    // the document repeats facts; made anew, it says them in the other language
    const report = reportDocument({ ...facts, notTried: facts.open, mailboxes: [] }, 'qps-ploc')
    const html = htmlOf(report)
    expect(labelsOf(html).length).toBeGreaterThan(40)
    expect(unworded(html, ['Sendproof', ...report.deadlines.map(({ title }) => title)])).toEqual([])
    expect(report.sentences.every((sentence) => /^⟦.*⟧$/.test(sentence))).toBe(true)
  })

  test('so does the page for the person with a missing role', () => {
    const checklist = checklistOf({})
    for (const role of handoffRoles) {
      const plan = handoffPlan(
        { setup: contosoSetup(), recipe: eap(), checklist, warned: { cautions: [], deadlines: [] }, now },
        role,
        (step) => sayStep(words, step),
      )
      if (plan === null) continue
      const facts = { timeZone: 'UTC', version: '0.1.0', script: entraPlan() }
      const html = handoffHtml(plan, facts, { words, locale: 'en' })
      expect(unworded(html, ['Sendproof', ...plan.steps.map(({ title }) => title)]), role).toEqual([])
    }
  })

  test('and the calendar', () => {
    const item: ExpiryItem = {
      kind: 'secret',
      ...{ id: 'c', hint: 'abc…', current: true, product: 'EAP', source: 'person', setups: ['Contoso'] },
      ...{ day: '2026-12-31', daysLeft: 40 },
    }
    expect(calendarOf([item], now, words)).toMatch(/SUMMARY:⟦.*⟧/)
  })
})
