/** What an Exchange administrator gets to run on another PC: the scripts, the plan, and how to run them. */
import type { LeftOut } from '../../domain/exchange/plan-application.ts'
import type { ExchangePlan } from '../../domain/exchange/plan.schema.ts'
import type { Words } from '../../words/words.ts'

export interface PackFile {
  readonly name: string
  readonly content: string | Uint8Array
}

export interface ExchangePackFacts {
  readonly plan: ExchangePlan
  readonly left: readonly LeftOut[]
  readonly setup: string
  readonly tenant: string
  readonly scripts: readonly PackFile[]
}

export function exchangePack(
  { plan, left, setup, tenant, scripts }: ExchangePackFacts,
  { exchange }: Words,
): PackFile[] {
  const script = plan.kind === 'read' ? 'Read-Exchange.ps1' : 'Set-Exchange.ps1'
  const lines = exchange.packReadMe({
    script,
    setup,
    tenant,
    changes: plan.kind === 'set' ? plan.actions : null,
    left,
    signsIn: { by: plan.connect.signIn.by, partnerOf: plan.connect.delegatedOrganization },
  })
  return [
    // Notepad of older versions of Windows knows one kind of line end.
    { name: 'READ-ME.txt', content: `\ufeff${lines.join('\r\n')}\r\n` },
    { name: 'plan.json', content: `${JSON.stringify(plan, null, 2)}\n` },
    ...scripts,
  ]
}
