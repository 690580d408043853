/** credential set | list | forget | prove */
import path from 'node:path'
import type { CredentialView, KeptCredentialView } from '../../contract/credential-views.schema.ts'
import { kindOf, type AppError } from '../../domain/problem/app-error.ts'
import { checkDate } from '../../domain/fields/date.ts'
import { daysUntil } from '../../domain/expiry/days.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { StandardInput } from '../../domain/problem/command-problems.ts'
import type { Words } from '../../words/words.ts'
import { missingOption, type Arguments, type Command, type Context } from '../frame/command.ts'
import type { Composition } from '../frame/compose.ts'
import { sayFinding, type SaidFinding } from '../../words/shape/say-finding.ts'

const largestFile = 1_000_000
/** Words people try. They are taken so that the refusal can say why, without repeating what came behind them. */
const secretOptions = ['secret', 'value', 'client-secret', 'password', 'passphrase'] as const

export const credentialCommands: readonly Command[] = [
  {
    words: ['credential', 'set'],
    usage: 'NAME ([--expires DATE] | --pfx FILE | --pem FILE [--key FILE]) [--passphrase-stdin]',
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
      const { io, args, words } = context
      if (args.positionals.length > 1 || secretOptions.some((name) => args.text(name) !== undefined))
        return err({ code: 'secret-on-command-line' })
      const wrong = wrongMix(args)
      if (wrong !== null) return err(wrong)
      const file = args.text('pfx') ?? args.text('pem')
      const kept = file === undefined ? await setSecret(context) : await setFile(context, file)
      if (!kept.ok) return kept
      const warnings = kept.value.warnings.map((finding) => ({
        ...finding,
        ...asShown(sayFinding(words, finding, 'cli')),
      }))
      for (const { sentence, fix } of warnings) io.err(`${sentence} ${fix}`)
      io.out(
        args.flag('json')
          ? JSON.stringify({ ...kept.value, warnings })
          : words.cli.credential.saved(
              words.credential.title(kept.value.credential),
              ends(words, kept.value.credential),
            ),
      )
      return ok(0)
    },
  },
  {
    words: ['credential', 'export'],
    usage: 'NAME [ID] (--pfx FILE | --pem FILE)',
    options: {
      pfx: { type: 'string' },
      pem: { type: 'string' },
      ...Object.fromEntries(secretOptions.map((name) => [name, { type: 'string' as const }])),
    },
    positionals: [1, 1_000],
    async run(context) {
      const { io, args, compose, words } = context
      if (args.positionals.length > 2 || secretOptions.some((name) => args.text(name) !== undefined))
        return err({ code: 'secret-on-command-line' })
      const wrong = wrongMix(args)
      if (wrong !== null) return err(wrong)
      const [pfx, pem] = [args.text('pfx'), args.text('pem')]
      const given = pfx ?? pem
      if (given === undefined) return err(missingOption('--pfx'))
      const place = await open(compose, args)
      if (!place.ok) return place
      const passphrase = await oneLine(context, 'passphrase')
      if (!passphrase.ok) return passphrase
      const file = path.resolve(given)
      const { app, id } = place.value
      const to = { file, format: pfx === undefined ? 'pem' : 'pfx' } as const
      const written = await app.certificateExport.write(id, args.positionals[1] ?? null, to, passphrase.value)
      if (!written.ok) return written
      io.out(
        args.flag('json')
          ? JSON.stringify({ path: file, credential: written.value })
          : words.cli.credential.exported(words.credential.title(written.value), file),
      )
      return ok(0)
    },
  },
  {
    words: ['credential', 'list'],
    usage: 'NAME',
    options: {},
    positionals: [1, 1],
    async run({ io, args, compose, words }) {
      const place = await open(compose, args)
      if (!place.ok) return place
      const list = place.value.app.credentials.list(place.value.id)
      if (!list.ok) return list
      const { credentials, kinds } = list.value
      if (args.flag('json')) io.out(JSON.stringify(credentials))
      else if (credentials.length === 0)
        io.out(kinds.length === 0 ? words.cli.credential.notNeeded : words.cli.credential.none)
      else
        for (const one of credentials)
          io.out(
            `${one.id}  ${words.credential.title(one)}  ${ends(words, one)}, ${proven(words, one)}${one.current ? '' : `  (${words.cli.credential.replaced})`}`,
          )
      return ok(0)
    },
  },
  {
    words: ['credential', 'forget'],
    usage: 'NAME ID',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const place = await open(compose, args)
      if (!place.ok) return place
      const id = args.positionals[1] ?? ''
      const forgotten = await place.value.app.credentials.forget(place.value.id, id)
      if (!forgotten.ok) return forgotten
      io.out(args.flag('json') ? JSON.stringify({ forgotten: true }) : words.cli.credential.forgotten)
      return ok(0)
    },
  },
  {
    words: ['credential', 'prove'],
    usage: 'NAME [ID]',
    options: {},
    positionals: [1, 2],
    async run({ io, args, compose, words }) {
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
          : words.cli.credential.works(words.credential.title(proven.value)),
      )
      return ok(0)
    },
  },
]

/** The names that `--json` has had for them since before findings had codes. */
const asShown = ({ what, next }: SaidFinding) => ({ sentence: what, fix: next })

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

async function setSecret(context: Context): Promise<Result<KeptCredentialView, AppError>> {
  const { args, compose } = context
  const given = args.text('expires')
  const expires = given === undefined ? ok(null) : checkDate(given)
  if (!expires.ok) return expires
  const place = await open(compose, args)
  if (!place.ok) return place
  const secret = await oneLine(context, 'client-secret')
  if (!secret.ok) return secret
  return place.value.app.credentials.setSecret(place.value.id, secret.value, expires.value)
}

async function setFile(context: Context, file: string): Promise<Result<KeptCredentialView, AppError>> {
  const { args, compose } = context
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
  const passphrase = args.flag('passphrase-stdin') ? await oneLine(context, 'passphrase') : ok(null)
  if (!passphrase.ok) return passphrase
  const kept = await app.credentials.setFile(id, Buffer.concat(parts), passphrase.value)
  return kept.ok || kindOf(kept.error) !== 'needs-passphrase'
    ? kept
    : err({ code: 'file-wants-passphrase', field: '--passphrase-stdin' })
}

/** What a pipe adds at its ends (a byte order mark, a line break) is not part of it. */
async function oneLine({ io, words }: Context, what: StandardInput): Promise<Result<string, AppError>> {
  io.err(words.cli.credential.reading[what])
  const text = (await io.read()).replace(/^\ufeff/, '').replace(/[\r\n]+$/, '')
  if (/[\r\n]/.test(text)) return err({ code: 'standard-input-lines', what, field: 'standard input' })
  return ok(text)
}

function wrongMix(args: Arguments): AppError | null {
  const has = (name: string) => args.text(name) !== undefined
  if (has('pfx') && has('pem'))
    return { code: 'options-exclude', option: '--pem', other: '--pfx', field: '--pem' }
  if (has('key') && !has('pem'))
    return { code: 'option-needs', option: '--key', needs: ['--pem'], field: '--key' }
  if (has('expires') && (has('pfx') || has('pem')))
    return { code: 'certificate-names-its-end', field: '--expires' }
  if (args.flag('passphrase-stdin') && !has('pfx') && !has('pem'))
    return {
      code: 'option-needs',
      option: '--passphrase-stdin',
      needs: ['--pfx', '--pem'],
      field: '--passphrase-stdin',
    }
  return null
}

function ends(words: Words, { expiresAt }: CredentialView): string {
  if (expiresAt === null) return words.cli.credential.noExpiry
  const days = daysUntil(expiresAt, new Date().toISOString())
  return `${words.dates.daysLeft(days)} (${expiresAt.slice(0, 10)})`
}

function proven({ cli }: Words, { refused, provenAt }: CredentialView): string {
  if (refused !== null) return cli.credential.refused(refused.at)
  return provenAt === null ? cli.credential.notProven : cli.credential.proven(provenAt)
}
