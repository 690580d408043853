/** Why a probe ended as it did: the server's words read with what is known of the attempt. */
import { diagnose } from '../../../domain/diagnosis/diagnose.ts'
import { inCloud } from '../../../domain/diagnosis/in-cloud.ts'
import type { Diagnosis } from '../../../domain/diagnosis/diagnosis.schema.ts'
import { isDelegated } from '../../../domain/mailbox/by-purpose.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { surfaceOf } from '../../../domain/transport/transports.ts'
import type { RecipeSource } from '../desk/stores.port.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'

/** What of a setup a cause is told by. */
type Where = Pick<ConnectedSetup, 'setup' | 'recipe'>

/** `surface` says where the text comes from when it is not the probe's own service. */
export function diagnoseProbe(
  text: string,
  recipes: RecipeSource,
  { setup, recipe }: Where,
  probe: Pick<Probe, 'transport' | 'mailbox' | 'from'>,
  { stage, asApp, surface }: { readonly stage: string; readonly asApp: boolean; readonly surface?: string },
): Diagnosis {
  const shared = isDelegated({ address: probe.from, signInAs: probe.mailbox, kind: 'user' })
  const found = diagnose(text, recipes.remedies(), {
    surface: surface ?? surfaceOf({ transport: probe.transport, stage }),
    stage,
    flow: probe.transport,
    identity: asApp ? 'app' : shared ? 'shared' : 'user',
    recipe: recipe.id,
    ownServer: setup.cloud.kind === 'custom',
    mailbox: probe.mailbox,
    from: probe.from,
    ...(setup.tenantName === null ? {} : { tenantName: setup.tenantName }),
    ...(setup.clientId === null ? {} : { clientId: setup.clientId }),
  })
  return inCloud(setup.cloud, found)
}

/** Its arrival answers the open question of a probe whose answer was never seen: the server had taken it. */
export function arrived(probe: Probe, recipes: RecipeSource, where: Where): Partial<Probe> {
  if (probe.outcome !== 'uncertain') return {}
  const letIn = probe.expected === 'refused'
  return {
    outcome: 'accepted',
    reason: null,
    diagnosis: letIn ? diagnoseLetIn(recipes, where, probe) : null,
  }
}

/** Who had to be kept out was let in, in the spelling the catalogue knows it by: the loudest finding there is. */
export function diagnoseLetIn(
  recipes: RecipeSource,
  where: Where,
  probe: Pick<Probe, 'transport' | 'mailbox' | 'from'>,
): Diagnosis {
  return diagnoseProbe('let-in-although-outside', recipes, where, probe, { stage: 'body', asApp: true })
}
