/** setup change: what was given when a setup was created can be given anew. */
import type { AppError } from '../../domain/problem/app-error.ts'
import { checkAddress } from '../../domain/fields/address.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Setup } from '../../domain/setup/setup.schema.ts'
import type { SetupChanges } from '../../main/services/setup/setup-service.ts'
import type { Arguments, Command } from '../frame/command.ts'
import type { Composition } from '../frame/compose.ts'
import { answerOptions, doubts, typedAnswers } from './typed-answers.ts'

/** What of a setup can be changed, as options. */
const changes = ['name', 'tenant', 'client-id', 'recipient', 'answers', 'answer'] as const

export const setupChangeCommand: Command = {
  words: ['setup', 'change'],
  usage:
    'NAME [--name NEW] [--tenant ID] [--client-id ID] [--recipient ADDRESS] [--answers FILE] [--answer NAME=VALUE]…',
  options: {
    name: { type: 'string' },
    tenant: { type: 'string' },
    'client-id': { type: 'string' },
    recipient: { type: 'string' },
    ...answerOptions,
  },
  positionals: [1, 1],
  async run({ io, args, compose, words }) {
    if (changes.every((option) => args.text(option) === undefined && args.texts(option).length === 0))
      return err({ code: 'nothing-to-change', options: changes.map((option) => `--${option}`) })
    const composed = await compose()
    if (!composed.ok) return composed
    const { app } = composed.value
    const setup = app.setups.byName(args.positionals[0] ?? '')
    if (!setup.ok) return setup
    const changed = await change(args, composed.value, setup.value)
    if (!changed.ok) return changed
    const view = app.setups.get(setup.value.id)
    if (!view.ok) return view
    const { id, name, tenantId, clientId, recipient, answers } = view.value
    const ids = { tenantId: tenantId ?? '', clientId: clientId ?? '' }
    for (const { what, next } of doubts(composed.value, setup.value.recipeId, answers, ids))
      io.err(words.cli.setup.check(`${what} ${next}`))
    io.out(
      args.flag('json')
        ? JSON.stringify({ id, name, tenantId, clientId, recipient, answers })
        : words.cli.setup.changed(name),
    )
    return ok(0)
  },
}

/** All that was named, or nothing: the recipient is a mailbox of its own, so it is looked at before anything is written. */
async function change(
  args: Arguments,
  composition: Composition,
  { id, answers: before }: Setup,
): Promise<Result<null, AppError>> {
  const recipient = args.text('recipient')
  const address = recipient === undefined ? ok(null) : checkAddress(recipient, '--recipient')
  if (!address.ok) return address
  const answered = args.text('answers') !== undefined || args.texts('answer').length > 0
  const answers = answered ? await typedAnswers(args, composition, before) : ok(undefined)
  if (!answers.ok) return answers
  const wanted: SetupChanges = {
    name: args.text('name'),
    tenantId: args.text('tenant'),
    clientId: args.text('client-id'),
    answers: answers.value,
  }
  const { app } = composition
  const updated = await app.setups.update(id, wanted)
  if (!updated.ok) return updated
  return address.value === null ? ok(null) : app.mailboxes.setRecipient(id, address.value)
}
