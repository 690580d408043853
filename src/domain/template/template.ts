/** Makes a template out of a setup, and reads one from a file. */
import type { StepRecord } from '../step/step-record.schema.ts'
import type { Mailbox } from '../mailbox/mailbox.schema.ts'
import type { Problem } from '../problem/problem.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { Result } from '../result.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { plainText } from '../text/escape.ts'
import { redact } from '../text/redact.ts'
import { readStrict } from '../transfer/read-strict.schema.ts'
import { templateFormat, templateVersion, TemplateSchema, type Template } from './template.schema.ts'

export const largestTemplate = 2 * 1024 * 1024
const blank = '‹removed›'

export function setupTemplate(
  recipe: Recipe,
  setup: Setup,
  records: readonly StepRecord[],
  mailboxes: readonly Mailbox[],
): Template {
  const scrub = scrubber(setup, recipe, records, mailboxes)
  return {
    format: templateFormat,
    version: templateVersion,
    recipe: { id: recipe.id, revision: recipe.revision },
    answers: Object.fromEntries(
      recipe.questions.flatMap((question) => {
        const answer = Object.hasOwn(setup.answers, question.id) ? setup.answers[question.id] : undefined
        if (answer === undefined) return []
        if (question.type === 'text') {
          // host names and addresses always are this customer's; of other text only what names nobody stays
          const own = question.shape === 'host-name' || question.shape === 'address'
          if (own || typeof answer !== 'string' || scrub(answer) !== answer) return []
        }
        return [[question.id, answer]]
      }),
    ),
    notes: records.flatMap(({ stepId, history }) =>
      history
        .filter((move) => move.by === 'person' && move.note !== null)
        .map((move) => ({ step: stepId, note: scrub(move.note ?? '').slice(0, 4000) }))
        .filter(({ note }) => note.replaceAll(blank, '').trim() !== ''),
    ),
  }
}

export function readTemplate(text: string): Result<Template, Problem> {
  const read = readStrict(text, 'template', { version: templateVersion, schema: TemplateSchema })
  if (!read.ok) return read
  const notes = read.value.notes.map(({ step, note }) => ({ step, note: plainText(note) }))
  return { ok: true, value: { ...read.value, notes } }
}

/** Secrets, ids, addresses, host names and every name this setup knows become ‹removed›. */
function scrubber(
  setup: Setup,
  recipe: Recipe,
  records: readonly StepRecord[],
  mailboxes: readonly Mailbox[],
): (text: string) => string {
  const hosts = recipe.questions.flatMap((question) => {
    const answer = setup.answers[question.id]
    return question.type === 'text' && question.shape !== 'plain-name' && typeof answer === 'string'
      ? [answer]
      : []
  })
  const names = [
    setup.name,
    setup.tenantName,
    setup.tenantId,
    setup.clientId,
    setup.recipient,
    ...hosts,
    ...hosts.map((host) => host.split(/[.:]/)[0] ?? ''),
    (setup.tenantName ?? '').split('.')[0] ?? '',
    ...mailboxes.flatMap(({ address, signInAs, displayName }) => [address, signInAs, displayName]),
    ...mailboxes.map(({ address }) => (address.split('@')[1] ?? '').split('.')[0] ?? ''),
    ...records.flatMap(({ history }) =>
      history.filter(({ by }) => by === 'person').map(({ who }) => who.split('\\').at(-1) ?? ''),
    ),
  ]
  const known = [...new Set(names)]
    .filter((name): name is string => name !== null && name.trim().length >= 3)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const knownNames =
    known.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${known.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return (text) => {
    const plain = redact(plainText(text))
      .replace(/[^\s@<>"'(),;:]{1,64}@[^\s@<>"'(),;:]{1,253}/g, blank)
      .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, blank)
      .replace(/\b(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z]{2,24}\b(?::\d{1,5})?/gi, (host) =>
        microsoft.test(host) ? host : blank,
      )
      .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, blank)
    return knownNames === null ? plain : plain.replace(knownNames, blank)
  }
}

/** Microsoft's own places are the same for every customer; a tenant's own part of them is not. */
const microsoft =
  /^(?:(?:entra|admin|portal|login|graph|outlook|smtp|www|learn|security|admin\.exchange|admin\.cloud)\.)?(?:microsoft|microsoftonline|office|office365|azure)\.(?:com|us|cn)$/i
