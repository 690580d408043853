import { expect, it, onTestFinished } from 'vitest'
import { Desk } from '../app/cli.ts'
import { cliHere } from '../app/in-process.ts'

/** What is Exchange's and not Entra's: the practice administrator does it, in the order of the checklist. */
const exchange = {
  eap: ['smtp-auth', 'send-as'],
  'finpower-connect': ['scope-group', 'service-principal', 'scope-roles', 'remove-consent'],
} as const

it.each(Object.entries(exchange))(
  '%s: from nothing to proven, and nobody opened the portal',
  async (recipe, steps) => {
    const desk = new Desk()
    onTestFinished(() => desk.close())
    const cli = async (...words: string[]) => {
      const ended = await cliHere(desk.folder, ...words)
      expect(ended.code, `${words.join(' ')}: ${ended.err}${ended.out}`).toBe(0)
      return ended.out
    }
    await cli('setup', 'create', '--recipe', recipe, '--name', 'C', '--practice', '--mailboxes', '2')
    await cli('mailbox', 'import', 'C', '--practice')
    await cli('apply', 'C', '--yes')
    for (const step of steps) await cli('step', 'practise', 'C', step)
    if (recipe === 'eap') await cli('mailbox', 'authorise', 'C', '--all')
    else {
      await cli('credential', 'prove', 'C')
      await cli('mailbox', 'outside', 'C', 'payroll@contoso.example')
    }
    const { summary } = JSON.parse(await cli('verify', 'C', '--json')) as {
      summary: { accepted: number; received: number; unexpected: number }
    }
    expect(summary).toMatchObject({ accepted: 2, received: 2, unexpected: 0 })
  },
  60_000,
)
