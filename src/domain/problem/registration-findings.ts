/** What can be found about ids, secrets, certificates and the kind of client: the facts of each finding, and how much it matters. */
/** The ids of a registration that look alike. */
export type IdKind = 'tenant-id' | 'client-id' | 'service-principal-id'

export interface RegistrationFindings {
  'id-missing': { readonly id: IdKind }
  'id-blank': { readonly id: IdKind }
  'id-quotes': { readonly id: IdKind }
  'id-zeros': { readonly id: IdKind }
  'id-resource': { readonly id: IdKind }
  'id-swapped': { readonly id: IdKind; readonly is: IdKind | 'secret-id' }
  'id-object-twin': { readonly id: IdKind; readonly of: 'registration' | 'enterprise-application' }
  'id-secret': { readonly id: IdKind }
  'id-uri': { readonly id: IdKind }
  'id-address': { readonly id: IdKind }
  'id-web-address': { readonly id: IdKind }
  'id-hyphens': { readonly id: IdKind }
  'id-shape': { readonly id: IdKind }
  'tenant-common': { readonly name: string }
  'tenant-domain': object
  'secret-missing': object
  'secret-long': object
  'secret-id': { readonly is: 'client-id' | 'tenant-id' | 'secret-id' }
  'secret-key': object
  'secret-hidden': object
  'secret-other': object
  'secret-blank': object
  'secret-quotes': object
  'secret-short': object
  'date-shape': object
  'end-unknown': object
  'end-past': { readonly on: string }
  'end-far': { readonly months: number }
  'time-shape': { readonly text: string }
  'certificate-key-differs': { readonly subject: string }
  'certificate-not-rsa': { readonly keyType: string; readonly least: number }
  'certificate-short-key': { readonly bits: number; readonly least: number }
  'certificate-expired': { readonly on: string }
  'certificate-not-yet': { readonly from: string }
  'certificate-ends-soon': { readonly on: string }
  'authority-http': object
  'authority-common': { readonly name: string }
  'authority-v1': object
  'client-no-credential': object
  'client-contradiction': object
  'client-public-flows': object
  'client-fallback': object
  'client-spa': object
  'client-web-no-credential': object
  'client-public-with-credential': object
}

export const registrationSeverities = {
  'id-missing': 'error',
  'id-blank': 'error',
  'id-quotes': 'error',
  'id-zeros': 'error',
  'id-resource': 'error',
  'id-swapped': 'error',
  'id-object-twin': 'error',
  'id-secret': 'error',
  'id-uri': 'error',
  'id-address': 'error',
  'id-web-address': 'error',
  'id-hyphens': 'error',
  'id-shape': 'error',
  'tenant-common': 'error',
  'tenant-domain': 'note',
  'secret-missing': 'error',
  'secret-long': 'error',
  'secret-id': 'error',
  'secret-key': 'error',
  'secret-hidden': 'error',
  'secret-other': 'error',
  'secret-blank': 'warning',
  'secret-quotes': 'warning',
  'secret-short': 'warning',
  'date-shape': 'error',
  'end-unknown': 'note',
  'end-past': 'error',
  'end-far': 'warning',
  'time-shape': 'error',
  'certificate-key-differs': 'error',
  'certificate-not-rsa': 'error',
  'certificate-short-key': 'error',
  'certificate-expired': 'error',
  'certificate-not-yet': 'error',
  'certificate-ends-soon': 'warning',
  'authority-http': 'error',
  'authority-common': 'error',
  'authority-v1': 'warning',
  'client-no-credential': 'error',
  'client-contradiction': 'warning',
  'client-public-flows': 'warning',
  'client-fallback': 'error',
  'client-spa': 'error',
  'client-web-no-credential': 'error',
  'client-public-with-credential': 'error',
} as const satisfies Record<keyof RegistrationFindings, string>
