/** mailbox import | list | recipient | outside | calendars | authorise | forget | remove */
import path from 'node:path'
import type { SetupView } from '../../contract/views.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { isSignedIn } from '../../domain/mailbox/by-purpose.ts'
import type { Mailbox, MailboxRow } from '../../domain/mailbox/mailbox.schema.ts'
import { listEncodings, type ListEncoding } from '../../domain/mailbox/read-list.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { sayFinding } from '../../words/shape/say-finding.ts'
import { sayProblem } from '../../words/shape/say-problem.ts'
import type { Words } from '../../words/words.ts'
import { oneOf, type Command, type Context } from '../frame/command.ts'
import { errorLine, untilDone } from '../frame/io.ts'
import type { Composition } from '../frame/compose.ts'
import type { App } from '../../main/wiring/app.ts'

/** Wrong lines that are named; a list of the wrong kind has nothing else. */
const mostLines = 100

export const mailboxCommands: readonly Command[] = [
  {
    words: ['mailbox', 'import'],
    usage: `NAME (--csv FILE [--encoding ${listEncodings.join('|')}] | --practice)`,
    options: { csv: { type: 'string' }, encoding: { type: 'string' }, practice: { type: 'boolean' } },
    positionals: [1, 1],
    async run({ io, args, compose, words }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const setup = app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const file = args.text('csv')
      if ((file === undefined) === !args.flag('practice'))
        return err({ code: 'one-of-options-missing', options: ['--csv', '--practice'], field: '--csv' })
      const encoding = oneOf(args, 'encoding', listEncodings)
      if (!encoding.ok) return encoding
      const rows =
        file === undefined
          ? await practiceRows(composed.value, setup.value.id)
          : await csvRows(composed.value, { io, words }, setup.value.id, file, encoding.value ?? undefined)
      if (!rows.ok) return rows
      const imported = app.mailboxes.import(setup.value.id, rows.value)
      if (!imported.ok) return imported
      io.out(
        args.flag('json')
          ? JSON.stringify(imported.value)
          : words.cli.mailbox.imported(imported.value.added, imported.value.updated),
      )
      return ok(0)
    },
  },
  {
    words: ['mailbox', 'list'],
    usage: 'NAME',
    options: {},
    positionals: [1, 1],
    async run({ io, args, compose, words }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const setup = app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const mailboxes = app.mailboxes.list(setup.value.id)
      if (!mailboxes.ok) return mailboxes
      if (args.flag('json')) {
        io.out(JSON.stringify(mailboxes.value))
        return ok(0)
      }
      const view = app.setups.get(setup.value.id)
      if (!view.ok) return view
      for (const mailbox of mailboxes.value) io.out(mailboxLine(words, mailbox, view.value.signIns))
      return ok(0)
    },
  },
  {
    words: ['mailbox', 'recipient'],
    usage: 'NAME ADDRESS',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const [name = '', address = ''] = args.positionals
      const setup = composed.value.app.setups.byName(name)
      if (!setup.ok) return setup
      const named = await composed.value.app.mailboxes.setRecipient(setup.value.id, address)
      if (!named.ok) return named
      io.out(
        args.flag('json') ? JSON.stringify({ recipient: address }) : words.cli.mailbox.recipient(address),
      )
      return ok(0)
    },
  },
  namedCommand('outside'),
  namedCommand('calendars'),
  {
    words: ['mailbox', 'forget'],
    usage: 'NAME ADDRESS…',
    options: {},
    positionals: [2, 1001],
    async run(context) {
      const { io, args, words } = context
      const found = await namedMailboxes(context, () => true)
      if (!found.ok) return found
      const { app, setupId, mailboxes } = found.value
      const signedIn = mailboxes.filter(({ authorisation }) => authorisation !== null)
      for (const { id } of signedIn) {
        const forgotten = await app.authorisation.forget(setupId, id)
        if (!forgotten.ok) return forgotten
      }
      if (args.flag('json')) {
        io.out(JSON.stringify({ forgotten: signedIn.map(({ address }) => address) }))
        return ok(0)
      }
      const said = words.cli.mailbox
      for (const mailbox of mailboxes)
        io.out(signedIn.includes(mailbox) ? said.forgotten(mailbox.address) : said.noSignIn(mailbox.address))
      return ok(0)
    },
  },
  {
    words: ['mailbox', 'remove'],
    usage: 'NAME ADDRESS…',
    options: {},
    positionals: [2, 1001],
    async run(context) {
      const { io, args, words } = context
      // another recipient is named with “mailbox recipient”; a setup without one cannot be verified
      const found = await namedMailboxes(context, ({ purpose }) => purpose !== 'recipient')
      if (!found.ok) return found
      const { app, setupId, mailboxes } = found.value
      const ids = mailboxes.map(({ id }) => id)
      const removed = await app.mailboxes.remove(setupId, ids)
      if (!removed.ok) return removed
      if (args.flag('json')) io.out(JSON.stringify({ removed: mailboxes.map(({ address }) => address) }))
      else for (const { address } of mailboxes) io.out(words.cli.mailbox.removed(address))
      return ok(0)
    },
  },
  {
    words: ['mailbox', 'authorise'],
    usage: 'NAME (--mailbox ADDRESS | --all) [--browser] [--pick-account] [--names-differ]',
    options: {
      mailbox: { type: 'string', multiple: true },
      all: { type: 'boolean' },
      browser: { type: 'boolean' },
      'pick-account': { type: 'boolean' },
      'names-differ': { type: 'boolean' },
    },
    positionals: [1, 1],
    async run({ io, args, compose, words }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const setup = app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const mailboxes = app.mailboxes.list(setup.value.id)
      if (!mailboxes.ok) return mailboxes
      const named = args.texts('mailbox').map((address) => address.toLowerCase())
      if ((named.length === 0) === !args.flag('all'))
        return err({
          code: 'one-of-options-missing',
          options: ['--mailbox ADDRESS', '--all'],
          field: '--mailbox',
        })
      const unknown = named.filter(
        (address) => !mailboxes.value.some((mailbox) => mailbox.address.toLowerCase() === address),
      )
      if (unknown.length > 0)
        return err({ code: 'mailboxes-not-listed', addresses: unknown, field: '--mailbox' })
      const people = app.authorisation.whoSignsIn(setup.value.id)
      if (!people.ok) return people
      const wanted = mailboxes.value.filter((mailbox) =>
        named.length === 0
          ? !isSignedIn(mailbox) && people.value.includes(mailbox.id)
          : named.includes(mailbox.address.toLowerCase()),
      )
      if (wanted.length === 0) {
        io.out(
          args.flag('json')
            ? JSON.stringify({ authorised: 0, failed: 0, items: [] })
            : words.cli.mailbox.allSignedIn,
        )
        return ok(0)
      }
      const started = await app.authorisation.start(
        setup.value.id,
        wanted.map((mailbox) => mailbox.id),
        {
          browser: args.flag('browser'),
          pickAccount: args.flag('pick-account'),
          namesDiffer: args.flag('names-differ'),
        },
      )
      if (!started.ok) return started
      const told = new Set<string>()
      const off = app.announcer.subscribe((event, payload) => {
        if (event !== 'auth.progress' || !('items' in payload)) return
        for (const item of payload.items) {
          if (told.has(item.mailboxId) || item.state === 'waiting' || item.state === 'signing-in') continue
          told.add(item.mailboxId)
          io.err(
            `${item.state === 'authorised' ? '✓' : '✗'} ${item.address}${item.error === null ? '' : `: ${errorLine(words, item.error)}`}`,
          )
        }
      })
      const stop = () => app.authorisation.cancel(setup.value.id)
      const view = await untilDone(io.interrupted, stop, started.value.finished)
      off()
      const authorised = view.items.filter((item) => item.state === 'authorised').length
      const failed = view.items.length - authorised
      io.out(
        args.flag('json')
          ? JSON.stringify({ authorised, failed, items: view.items })
          : words.cli.mailbox.queueEnded(authorised, failed),
      )
      return ok(failed === 0 ? 0 : 1)
    },
  },
]

/** Those of NAME whose addresses follow it, in any case of letters; an address that is not listed refuses all. */
async function namedMailboxes(
  { args, compose }: Pick<Context, 'args' | 'compose'>,
  which: (mailbox: Mailbox) => boolean,
): Promise<Result<{ app: App; setupId: string; mailboxes: Mailbox[] }, AppError>> {
  const composed = await compose()
  if (!composed.ok) return composed
  const { app } = composed.value
  const [name = '', ...addresses] = args.positionals
  const setup = app.setups.byName(name)
  if (!setup.ok) return setup
  const listed = app.mailboxes.list(setup.value.id)
  if (!listed.ok) return listed
  const candidates = listed.value.filter(which)
  const sameAs = (text: string) => (mailbox: Mailbox) => mailbox.address.toLowerCase() === text.toLowerCase()
  const unknown = addresses.filter((address) => !candidates.some(sameAs(address)))
  if (unknown.length > 0) return err({ code: 'mailboxes-not-listed', addresses: unknown, field: 'ADDRESS' })
  const mailboxes = candidates.filter((mailbox) => addresses.some((address) => sameAs(address)(mailbox)))
  return ok({ app, setupId: setup.value.id, mailboxes })
}

/** `signIns`: of whom this product wants one at all. */
function mailboxLine(words: Words, mailbox: Mailbox, signIns: SetupView['signIns']): string {
  const { address, kind, signInAs, purpose, authorisation, problem } = mailbox
  const said = words.cli.mailbox
  const state =
    problem !== null
      ? said.failed(sayProblem(words, problem, 'cli').what)
      : authorisation === null
        ? (purpose === 'sender' && signIns.senders) || (purpose === 'recipient' && signIns.recipient)
          ? said.notSignedIn
          : said.needsNoSignIn
        : said.signedIn(authorisation.username)
  return `${address.padEnd(40)} ${said.purposes[purpose].padEnd(15)} ${words.terms.mailboxKindInSentence(kind).padEnd(14)} ${state}${signInAs === address ? '' : said.signsInAs(signInAs)}`
}

async function practiceRows({ app }: Composition, setupId: string): Promise<Result<MailboxRow[], AppError>> {
  const handle = await app.setups.startPractice(setupId)
  return handle.ok ? ok(handle.value.mailboxes.map((mailbox) => ({ ...mailbox }))) : handle
}

/** Nothing is half-imported: one bad line refuses the file and every bad line is named. */
async function csvRows(
  { app }: Composition,
  { io, words }: Pick<Context, 'io' | 'words'>,
  setupId: string,
  file: string,
  encoding: ListEncoding | undefined,
): Promise<Result<MailboxRow[], AppError>> {
  const list = await app.mailboxes.readFile(path.resolve(file), encoding)
  if (!list.ok) return err({ ...list.error, field: '--csv' })
  if (list.value.guessed) io.err(words.mailboxList.guessed(list.value.encoding))
  const preview = app.mailboxes.preview(setupId, list.value.text)
  if (!preview.ok) return preview
  const { rows, problems, comments } = preview.value
  if (comments > 0) io.err(words.mailboxList.comments(comments))
  for (const { line, reason } of problems.slice(0, mostLines)) {
    const { what, next } = sayFinding(words, reason, 'cli')
    io.err(words.cli.mailbox.line(line, `${what} ${next}`))
  }
  if (problems.length > 0)
    return err({ code: 'list-lines-wrong', field: '--csv', lines: problems.length, told: mostLines })
  return ok(
    rows.map(({ address, kind, displayName, signInAs }) => ({ address, kind, displayName, signInAs })),
  )
}

/** Names the mailboxes that are in the setup for something else than sending, in place of those named before. */
function namedCommand(what: 'outside' | 'calendars'): Command {
  return {
    words: ['mailbox', what],
    usage: 'NAME (ADDRESS… | --clear)',
    options: { clear: { type: 'boolean' } },
    positionals: [1, 21],
    async run({ io, args, compose, words }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const [name = '', ...addresses] = args.positionals
      if ((addresses.length === 0) === !args.flag('clear'))
        return err({ code: 'one-of-options-missing', options: ['ADDRESS', '--clear'], field: 'ADDRESS' })
      const { setups, mailboxes } = composed.value.app
      const setup = setups.byName(name)
      if (!setup.ok) return setup
      const { id } = setup.value
      const named = await (what === 'outside'
        ? mailboxes.setOutside(id, addresses)
        : mailboxes.setCalendars(id, addresses))
      if (!named.ok) return named
      const said = words.cli.mailbox[what]
      if (args.flag('json')) io.out(JSON.stringify({ [what]: addresses }))
      else io.out(addresses.length === 0 ? said.none : said.named(addresses))
      return ok(0)
    },
  }
}
