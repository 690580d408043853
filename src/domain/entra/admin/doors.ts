/**
 * Three doors to a tenant that nothing of ours is registered in yet. published: an application of whoever distributes
 * this program. own: the tenant's own “Sendproof administration”. command-line-tools: Microsoft's own client, which
 * many tenants have consented to far more for than is asked here.
 */
import type { Cloud } from '../../cloud/cloud.schema.ts'
import type { AdminSettings } from './admin-settings.schema.ts'

export const doorNames = ['own', 'published', 'command-line-tools'] as const
export type DoorName = (typeof doorNames)[number]

export interface Door {
  readonly name: DoorName
  readonly clientId: string
}

/** Microsoft Graph Command Line Tools, the same in every cloud. @see reference 10 */
export const commandLineToolsId = '14d82eec-204b-4c2f-b7e8-296a70dab67e'

/** Name of the registration that the script makes. */
export const administrationName = 'Sendproof administration'

/** What a person asked for with this one sign-in. */
export interface DoorWish {
  /** A client id to sign in with. */
  readonly clientId: string | null
  readonly commandLineTools: boolean
}

/**
 * The first door that is open; null where none is. What the person asks for wins; Microsoft's client is taken only
 * where somebody asked for it. In a practice tenant it is the way in, since nothing real can be reached with it.
 */
export function doorFor(cloud: Cloud, settings: AdminSettings, wish: DoorWish): Door | null {
  if (wish.clientId !== null) return { name: 'own', clientId: wish.clientId }
  if (wish.commandLineTools) return { name: 'command-line-tools', clientId: commandLineToolsId }
  if (settings.own !== null) return { name: 'own', clientId: settings.own }
  const published = settings.published[cloud.kind]
  if (published !== undefined) return { name: 'published', clientId: published }
  return settings.commandLineTools || cloud.kind === 'practice'
    ? { name: 'command-line-tools', clientId: commandLineToolsId }
    : null
}
