/**
 * `npm run bench -- exchange [N…] [--lists]`: what Read-Exchange.ps1 asks of a tenant with N mailboxes under a real
 * PowerShell, through the practice module, with 50 ms added to each reply. What counts is the number of calls beside
 * those that the cmdlets make unavoidable: one for each list, whatever its length, and one a mailbox for Full Access,
 * which has no list (and is left out with `--lists`). Processor time is PowerShell's own, of script and module together.
 */
import { readFileSync } from 'node:fs'
import type { ExchangePart, ReadPlan } from '../../src/domain/exchange/plan.schema.ts'
import { ReadResultSchema } from '../../src/domain/exchange/result.schema.ts'
import { PracticePowerShell, powershell } from '../powershell/practice-powershell.ts'
import { machineLine, timed } from './measure.ts'

const latencyMs = 50
const most = 1.1
const given = process.argv.slice(2)
const withFullAccess = !given.includes('--lists')
const counts = given.filter((one) => one !== '--lists').map(Number)

/** The calls without which a part cannot be read at all. */
const unavoidable = (mailboxes: number): Readonly<Partial<Record<ExchangePart, number>>> => ({
  organisation: 2, // the list of EWS is filled in only where it is asked for by itself
  transport: 1,
  domains: 1,
  'authentication-policies': 1,
  mailboxes: 1,
  'smtp-auth': 1,
  users: 1,
  'send-as': 1,
  'full-access': mailboxes,
  applications: 4,
  connectors: 1,
  hve: 1,
})

async function measured(
  practice: PracticePowerShell,
  mailboxes: number,
  title: string,
  parts: ExchangePart[],
): Promise<void> {
  await practice.trouble()
  const read: ReadPlan['read'] = { parts, mailboxes: 'all', groups: [], tests: [] }
  const plan = practice.plan({ read })
  let processor = 0
  const ms = await timed(async () => {
    const ran = await practice.run(
      [
        practice.call('Read-Exchange.ps1', plan),
        "Write-Host ('processor {0}' -f [int] [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds)",
        'exit $LASTEXITCODE',
      ].join('\n'),
    )
    if (ran.code !== 0) throw new Error(`${ran.code}: ${ran.errors}${ran.out.slice(-2000)}`)
    processor = Number(/^processor (\d+)$/m.exec(ran.out)?.[1])
  })
  const text = readFileSync(plan.result, 'utf8').replace(/^\ufeff/, '')
  const { facts } = ReadResultSchema.parse(JSON.parse(text))
  const calls = (await practice.calls()).length
  const least = parts.reduce((sum, part) => sum + (unavoidable(mailboxes)[part] ?? 0), 0)
  const ratio = calls / least
  const size = (text.length / 1024 / 1024).toFixed(1)
  console.log(
    `${title}: ${facts?.mailboxes.length ?? 0} mailboxes, ${calls} calls beside ${least} (${ratio.toFixed(3)}), ${(ms / 1000).toFixed(1)} s, processor ${(processor / 1000).toFixed(1)} s, a result of ${size} MB`,
  )
  if (ratio > most) {
    console.log(`  more than ${most} times the calls that cannot be avoided`)
    process.exitCode = 1
  }
}

if (powershell === undefined) {
  console.log('No PowerShell here: install PowerShell 7, or the .NET SDK, which brings it.')
  process.exitCode = 3
} else {
  console.log(machineLine())
  for (const mailboxes of counts.length === 0 ? [10_000] : counts) {
    const practice = await PracticePowerShell.start({ mailboxes, latencyMs })
    try {
      const lists: ExchangePart[] = ['organisation', 'transport', 'domains', 'authentication-policies']
      const each: ExchangePart[] = ['mailboxes', 'smtp-auth', 'users', 'send-as']
      const rest: ExchangePart[] = ['applications', 'connectors', 'hve']
      await measured(practice, mailboxes, 'Switches, users and Send As', [...lists, ...each, ...rest])
      if (withFullAccess)
        await measured(practice, mailboxes, 'The same with Full Access', [
          ...lists,
          ...each,
          'full-access',
          ...rest,
        ])
    } finally {
      await practice.close()
    }
  }
}
