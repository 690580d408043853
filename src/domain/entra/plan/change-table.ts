/** What is true of every change of a kind: which rights it takes, what takes it back, whether it can be taken back. */
import { rightsToRead, type AdminRight, type DirectoryRole } from '../facts/rights.ts'
import type { Wanted } from '../wanted/wanted.ts'
import type { ChangeKind } from './change.schema.ts'

interface KindFacts {
  /** All of them are needed; the fewest Graph documents for the call. */
  readonly rights: readonly AdminRight[]
  /** One of them is needed besides. */
  readonly roles: readonly DirectoryRole[]
  /** The kind that takes it back; null where nothing can. */
  readonly revertedBy: ChangeKind | null
}

const ownApplication = [
  'application-developer',
  'cloud-application-administrator',
  'application-administrator',
] as const
const applications = ['cloud-application-administrator', 'application-administrator'] as const
const consents = [
  'cloud-application-administrator',
  'application-administrator',
  'ai-administrator',
  'privileged-role-administrator',
] as const

const registration = (revertedBy: ChangeKind | null): KindFacts => ({
  rights: ['Application.ReadWrite.All'],
  roles: ownApplication,
  revertedBy,
})
const enterprise = (revertedBy: ChangeKind | null): KindFacts => ({
  rights: ['Application.ReadWrite.All'],
  roles: applications,
  revertedBy,
})
const consent = (revertedBy: ChangeKind | null): KindFacts => ({
  rights: ['DelegatedPermissionGrant.ReadWrite.All'],
  roles: consents,
  revertedBy,
})

export const changeTable: Readonly<Record<ChangeKind, KindFacts>> = {
  'create-application': registration('delete-application'),
  // For 30 days, out of deleted items.
  'delete-application': registration('restore-application'),
  'restore-application': registration(null),
  'set-disabled': registration('set-disabled'),
  'set-audience': registration('set-audience'),
  'set-redirects': registration('set-redirects'),
  'set-implicit': registration('set-implicit'),
  'set-public-client': registration('set-public-client'),
  'set-permissions': registration('set-permissions'),
  'set-notes': registration('set-notes'),
  'add-owner': registration('remove-owner'),
  'remove-owner': registration('add-owner'),
  'add-secret': registration('remove-secret'),
  // A secret is shown once: the same one cannot be made again.
  'remove-secret': registration(null),
  'add-certificate': registration('remove-certificate'),
  'remove-certificate': registration(null),
  'create-service-principal': enterprise('delete-service-principal'),
  'delete-service-principal': enterprise('restore-service-principal'),
  'restore-service-principal': enterprise(null),
  'set-sign-in': enterprise('set-sign-in'),
  'set-assignment-required': enterprise('set-assignment-required'),
  'create-grant': consent('remove-grant'),
  'set-grant': consent('set-grant'),
  'remove-grant': consent('create-grant'),
  'add-role': {
    rights: ['Application.Read.All', 'AppRoleAssignment.ReadWrite.All'],
    // For permissions of Microsoft Graph only the last one suffices.
    roles: ['cloud-application-administrator', 'application-administrator', 'privileged-role-administrator'],
    revertedBy: 'remove-role',
  },
  'remove-role': {
    rights: ['AppRoleAssignment.ReadWrite.All'],
    roles: ['cloud-application-administrator', 'application-administrator', 'privileged-role-administrator'],
    revertedBy: 'add-role',
  },
}

/** What the steps ahead will take, before anything was read: reading, the registration, and each kind of consent. */
export function rightsAhead({ permissions }: Pick<Wanted, 'permissions'>): AdminRight[] {
  const has = (kind: 'delegated' | 'application') => permissions.some((one) => one.kind === kind)
  const kinds: ChangeKind[] = [
    'create-application',
    ...(has('delegated') ? (['create-grant'] as const) : []),
    ...(has('application') ? (['add-role'] as const) : []),
  ]
  return [...new Set([...rightsToRead, ...kinds.flatMap((kind) => changeTable[kind].rights)])].sort()
}

/** What an administrator is asked for to carry these out: nothing that none of them needs. */
export function rightsFor(changes: readonly { readonly kind: ChangeKind }[]): AdminRight[] {
  return [...new Set(changes.flatMap(({ kind }) => changeTable[kind].rights))].sort()
}
