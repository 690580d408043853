/** The fields of the hand-over page that its script brings to life; without it they are not shown. */
import type { HandoffPlan } from '../../domain/handoff/handoff.schema.ts'
import type { DocumentLanguage } from '../paper/document-language.ts'
import { markup, nothing, type Markup } from '../paper/markup.ts'

const longestNote = 4000
const longestId = 300

/** What the reader says of one step. */
export function liveStep(title: string, { words }: DocumentLanguage): Markup {
  const { live, whatISaw } = words.handoff
  const options = Object.entries(live.states).map(
    ([state, said]) => markup`<option value="${state}">${said}</option>`,
  )
  return markup`<div class="live reply">
<label>${live.state}<select aria-label="${live.stateOf(title)}" autocomplete="off">${options}</select></label>
<label>${whatISaw}<textarea aria-label="${live.noteOf(title)}" maxlength="${longestNote}" autocomplete="off"></textarea></label>
</div>
`
}

/** Who replies, which ids they saw, and the button that writes the file. */
export function replyFields({ role, setup }: HandoffPlan, { words }: DocumentLanguage): Markup {
  const { live } = words.handoff
  const field = (id: 'tenantId' | 'clientId' | 'enterpriseObjectId') =>
    markup`<label>${live[id]}<input data-id="${id}" maxlength="${longestId}" spellcheck="false" autocomplete="off"></label>
`
  const ids =
    role !== 'entra-admin'
      ? nothing
      : markup`${field('tenantId')}${field('clientId')}${setup.enterpriseObjectId === undefined ? nothing : field('enterpriseObjectId')}`
  return markup`<div class="live fields">
<p>${live.how}</p>
<label>${live.who}<input id="who" maxlength="200" autocomplete="off"></label>
${ids}<button type="button" id="save">${live.save}</button>
<p id="said" role="status" data-nameless="${live.nameless}" data-empty="${live.empty}" data-saved="${live.saved}"></p>
</div>`
}
