/** credential set | list | forget | prove */
import path from 'node:path'
import type { CredentialView, KeptCredentialView } from '../../contract/credential-views.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import { credentialTitle } from '../../domain/credential/credential-words.ts'
import { parseEnd } from '../../domain/credential/parse-end.ts'
import { en } from '../../words/en/index.ts'
import { daysUntil } from '../../domain/expiry/days.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Arguments, Command, Context, Io } from '../command.ts'
import type { Composition } from '../compose.ts'

const largestFile = 1_000_000
/** Words people try. They are taken so that the refusal can say why, without repeating what came behind them. */
const secretOptions = ['secret', 'value', 'client-secret', 'password', 'passphrase'] as const

export const credentialCommands: readonly Command[] = [
  {
    words: ['credential', 'set'],
    usage: 'NAME ([--expires DATE] | --pfx FILE | --pem FILE [--key FILE]) [--passphrase-stdin]',
    summary:
      'Keeps a client secret (read from standard input, never from the command line) or a certificate; it becomes the current one, older ones stay until they are forgotten.',
    options: {
      expires: { type: 'string' },
      pfx: { type: 'string' },
      pem: { type: 'string' },
      key: { type: 'string' },
      'passphrase-stdin': { type: 'boolean' },
      ...Object.fromEntries(secretOptions.map((name) => [name, { type: 'string' as const }])),
    },
    // One would do; more are taken so that a secret among them is not printed as a wrong word.
    positionals: [1, 1_000],
    async run(context) {
      const { io, args } = context
      if (args.positionals.length > 1 || secretOptions.some((name) => args.text(name) !== undefined))
        return err(secretInWords())
      const wrong = wrongMix(args)
      if (wrong !== null) return err(wrong)
      const file = args.text('pfx') ?? args.text('pem')
      const kept = file === undefined ? await setSecret(context) : await setFile(context, file)
      if (!kept.ok) return kept
      for (const { sentence, fix } of kept.value.warnings) io.err(`${sentence} ${fix}`)
      io.out(
        args.flag('json')
          ? JSON.stringify(kept.value)
          : `${credentialTitle(kept.value.credential)} is kept, ${ends(kept.value.credential)}. Next: “credential prove”.`,
      )
      return ok(0)
    },
  },
  {
    words: ['credential', 'list'],
    usage: 'NAME',
    summary: 'The credentials of a setup, the current one first, with their end and when they were proven.',
    options: {},
    positionals: [1, 1],
    async run({ io, args, compose }) {
      const place = await open(compose, args)
      if (!place.ok) return place
      const list = place.value.app.credentials.list(place.value.id)
      if (!list.ok) return list
      const { credentials, kinds } = list.value
      if (args.flag('json')) io.out(JSON.stringify(credentials))
      else if (credentials.length === 0)
        io.out(kinds.length === 0 ? 'The product needs no credential.' : 'No credential is kept.')
      else
        for (const one of credentials)
          io.out(
            `${one.id}  ${credentialTitle(one)}  ${ends(one)}, ${proven(one)}${one.current ? '' : '  (replaced)'}`,
          )
      return ok(0)
    },
  },
  {
    words: ['credential', 'forget'],
    usage: 'NAME ID',
    summary:
      'Removes a credential from this computer; the first characters of its id are enough. Nothing changes in the tenant.',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose }) {
      const place = await open(compose, args)
      if (!place.ok) return place
      const id = args.positionals[1] ?? ''
      const forgotten = await place.value.app.credentials.forget(place.value.id, id)
      if (!forgotten.ok) return forgotten
      io.out(
        args.flag('json')
          ? JSON.stringify({ forgotten: true })
          : 'Forgotten on this computer. Remove it from the registration too when nothing uses it any more.',
      )
      return ok(0)
    },
  },
  {
    words: ['credential', 'prove'],
    usage: 'NAME [ID]',
    summary: 'Asks for a token with the current credential, or the one named; sends nothing.',
    options: {},
    positionals: [1, 2],
    async run({ io, args, compose }) {
      const place = await open(compose, args)
      if (!place.ok) return place
      const proven = await place.value.app.credentialProof.prove(
        place.value.id,
        args.positionals[1] ?? null,
        io.interrupted,
      )
      if (!proven.ok) return proven
      io.out(
        args.flag('json')
          ? JSON.stringify(proven.value)
          : `${credentialTitle(proven.value)} works: the sign-in service gave a token for it.`,
      )
      return ok(0)
    },
  },
]

async function open(
  compose: Context['compose'],
  args: Arguments,
): Promise<Result<Pick<Composition, 'app' | 'ports'> & { id: string }, AppError>> {
  const composed = await compose()
  if (!composed.ok) return composed
  const { app, ports } = composed.value
  const setup = app.setups.byName(args.positionals[0] ?? '')
  return setup.ok ? ok({ app, ports, id: setup.value.id }) : setup
}

async function setSecret({ io, args, compose }: Context): Promise<Result<KeptCredentialView, AppError>> {
  const given = args.text('expires')
  const expires = given === undefined ? ok(null) : parseEnd(given)
  if (!expires.ok) return expires
  const place = await open(compose, args)
  if (!place.ok) return place
  const secret = await oneLine(io, 'client secret')
  if (!secret.ok) return secret
  return place.value.app.credentials.setSecret(place.value.id, secret.value, expires.value)
}

async function setFile(
  { io, args, compose }: Context,
  file: string,
): Promise<Result<KeptCredentialView, AppError>> {
  const place = await open(compose, args)
  if (!place.ok) return place
  const { app, ports, id } = place.value
  const content = await ports.files.readBytes(path.resolve(file), largestFile)
  if (!content.ok) return content
  const parts = [content.value]
  const keyFile = args.text('key')
  if (keyFile !== undefined) {
    const key = await ports.files.readBytes(path.resolve(keyFile), largestFile)
    if (!key.ok) return key
    parts.push(Buffer.from('\n'), key.value)
  }
  const passphrase = args.flag('passphrase-stdin') ? await oneLine(io, 'passphrase') : ok(null)
  if (!passphrase.ok) return passphrase
  const kept = await app.credentials.setFile(id, Buffer.concat(parts), passphrase.value)
  return kept.ok || kept.error.code !== 'needs-passphrase'
    ? kept
    : err({ ...kept.error, next: 'Say --passphrase-stdin and put the passphrase on standard input.' })
}

/** What a pipe adds at its ends (a byte order mark, a line break) is not part of it. */
async function oneLine(io: Io, what: string): Promise<Result<string, AppError>> {
  io.err(`Reading the ${what} from standard input…`)
  const text = (await io.read()).replace(/^\ufeff/, '').replace(/[\r\n]+$/, '')
  if (/[\r\n]/.test(text))
    return err(
      appError('bad-input', `There is more than one line on standard input.`, {
        field: 'standard input',
        next: `Put the ${what} there and nothing else.`,
      }),
    )
  return ok(text)
}

function wrongMix(args: Arguments): AppError | null {
  const has = (name: string) => args.text(name) !== undefined
  if (has('pfx') && has('pem'))
    return appError('bad-input', 'Name one file: --pfx or --pem.', { field: '--pem' })
  if (has('key') && !has('pem')) return appError('bad-input', '--key goes with --pem.', { field: '--key' })
  if (has('expires') && (has('pfx') || has('pem')))
    return appError('bad-input', 'A certificate says itself when it ends: leave --expires out.', {
      field: '--expires',
    })
  if (args.flag('passphrase-stdin') && !has('pfx') && !has('pem'))
    return appError('bad-input', '--passphrase-stdin goes with --pfx or --pem.', {
      field: '--passphrase-stdin',
    })
  return null
}

function secretInWords(): AppError {
  return appError(
    'bad-input',
    'A secret does not belong on the command line: other programs and the history of the shell can read it.',
    { next: 'Put it on standard input. If a real one was written here, replace it in the registration.' },
  )
}

function ends({ expiresAt }: CredentialView): string {
  if (expiresAt === null) return en.dates.noExpiryDate.toLowerCase()
  const days = daysUntil(expiresAt, new Date().toISOString())
  return `${en.dates.daysLeft(days)} (${expiresAt.slice(0, 10)})`
}

function proven({ refused, provenAt }: CredentialView): string {
  if (refused !== null) return `refused ${refused.at}`
  return provenAt === null ? 'not proven' : `proven ${provenAt}`
}
