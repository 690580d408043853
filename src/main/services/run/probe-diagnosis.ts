/** Why a probe ended as it did: the server's words read with what is known of the attempt. */
import { diagnose } from '../../../domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../../domain/diagnosis/diagnosis.ts'
import { isDelegated } from '../../../domain/recipe/placeholders.ts'
import { surfaceOf } from '../../../domain/run/probe-kinds.ts'
import type { Probe } from '../../../domain/run/run.ts'
import type { RecipeSource } from '../../ports/recipe-source.ts'
import type { ConnectedSetup } from '../setup-desk.ts'

/** `surface` says where the text comes from when it is not the probe's own service. */
export function diagnoseProbe(
  text: string,
  recipes: RecipeSource,
  { setup, recipe }: ConnectedSetup,
  probe: Pick<Probe, 'transport' | 'mailbox' | 'from'>,
  { stage, asApp, surface }: { readonly stage: string; readonly asApp: boolean; readonly surface?: string },
): Diagnosis {
  const shared = isDelegated({ address: probe.from, signInAs: probe.mailbox, kind: 'user' })
  return diagnose(text, recipes.remedies(), {
    surface: surface ?? surfaceOf({ transport: probe.transport, stage }),
    stage,
    flow: probe.transport,
    identity: asApp ? 'app' : shared ? 'shared' : 'user',
    recipe: recipe.id,
    mailbox: probe.mailbox,
    from: probe.from,
    ...(setup.tenantName === null ? {} : { tenantName: setup.tenantName }),
    ...(setup.clientId === null ? {} : { clientId: setup.clientId }),
  })
}
