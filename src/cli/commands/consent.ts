/** admin consent: consent on Microsoft's page where Graph may not grant it, here or as a link for an administrator. */
import path from 'node:path'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Consented } from '../../main/services/entra/consent-service.ts'
import type { App } from '../../main/wiring/app.ts'
import type { Composition } from '../frame/compose.ts'
import { wholeNumber, type Command, type Context, type ExitCode } from '../frame/command.ts'
import { cannot } from '../frame/administrator.ts'

/** An address and what somebody wrote around it. */
const largestAnswer = 64 * 1024

export const consentCommands: readonly Command[] = [
  {
    words: ['admin', 'consent'],
    usage:
      'NAME [--by-address] ([--timeout SECONDS] [--account WHO] [--browser] | --link [--out FILE] | --answer FILE|-)',
    options: {
      'by-address': { type: 'boolean' },
      timeout: { type: 'string' },
      account: { type: 'string' },
      browser: { type: 'boolean' },
      link: { type: 'boolean' },
      out: { type: 'string' },
      answer: { type: 'string' },
    },
    positionals: [1, 1],
    async run(context) {
      const { args, compose } = context
      const answer = args.text('answer')
      if (args.flag('link') && answer !== undefined)
        return err({ code: 'one-of-options-missing', options: ['--link', '--answer'], field: '--link' })
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const { id } = setup.value
      if (args.flag('link')) return link(context, composed.value, id)
      const given =
        answer === undefined
          ? await ask(context, composed.value.app, id)
          : await answered(context, composed.value, id, answer)
      return given.ok ? shown(context, given.value) : cannot(context, given.error)
    },
  },
]

async function ask({ io, args, words }: Context, app: App, id: string): Promise<Result<Consented, AppError>> {
  const seconds = wholeNumber(args, 'timeout', 300, 1, 3600)
  if (!seconds.ok) return seconds
  return app.consents.request(
    id,
    {
      byAddress: args.flag('by-address'),
      browser: args.flag('browser'),
      account: args.text('account') ?? null,
      timeoutMs: seconds.value * 1000,
      signal: io.interrupted,
    },
    (request) => io.err(words.entra.consent.asks(request)),
  )
}

async function answered(
  { io }: Context,
  { app, ports }: Composition,
  id: string,
  file: string,
): Promise<Result<Consented, AppError>> {
  const text =
    file === '-' ? ok(await io.read()) : await ports.files.readText(path.resolve(file), largestAnswer)
  return text.ok ? app.consents.answered(id, text.value) : text
}

async function link(
  { io, args, words }: Context,
  { app, ports }: Composition,
  id: string,
): Promise<Result<ExitCode, AppError>> {
  const request = await app.consents.link(id, args.flag('by-address'))
  if (!request.ok) return request
  const view = app.setups.get(id)
  if (!view.ok) return view
  const { name, tenantName, tenantId, recipe } = view.value
  const said = words.entra.consent
  const asks = said.asks(request.value)
  const out = args.text('out')
  if (out !== undefined) {
    const file = path.resolve(out)
    const letter = said.letter({
      product: recipe.name,
      tenant: tenantName ?? tenantId ?? '',
      asks,
      address: request.value.address,
    })
    const written = await ports.files.write(file, `${letter.join('\r\n')}\r\n`)
    if (!written.ok) return written
    io.err(said.linkWritten(file))
  }
  if (args.flag('json')) io.out(JSON.stringify(request.value))
  else for (const line of [asks, said.link(request.value.address), said.linkNext(name)]) io.out(line)
  return ok(0)
}

function shown({ io, args, words }: Context, consented: Consented): Result<ExitCode, AppError> {
  const { setup, answer, moved } = consented
  const said = words.entra.consent
  if (args.flag('json')) io.out(JSON.stringify(consented))
  else
    for (const line of [
      said.given(answer.tenantId, answer.scopes),
      ...(moved === null ? [] : [said.moved(moved)]),
      said.verify(setup),
    ])
      io.out(line)
  return ok(0)
}
