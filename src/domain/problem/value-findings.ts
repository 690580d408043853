/** What can be found about addresses, names, answers and the rows of a list: the facts of each finding, and how much it matters. */
export interface ValueFindings {
  'address-missing': object
  'address-long': { readonly most: number }
  'address-several': object
  'address-name': { readonly text: string }
  'address-with-name': object
  'address-letter': { readonly text: string }
  'address-local': { readonly text: string }
  'address-domain': { readonly text: string; readonly domain: string }
  'address-blank': object
  'address-no-reply': object
  'address-private': object
  'name-missing': object
  'name-long': { readonly most: number }
  'name-invisible': object
  'answer-flag': object
  'answer-not-offered': { readonly offered: readonly string[]; readonly several: boolean }
  'answer-open': { readonly example: string | null }
  'text-wanted': { readonly example: string | null }
  'text-long': { readonly most: number }
  'text-invisible': object
  'path-shape': { readonly example: string | null }
  'plain-name-shape': { readonly most: number; readonly example: string | null }
  'row-no-address': object
  'row-address-missing': object
  'row-aliases-only': object
  'row-twice': { readonly address: string; readonly line: number }
  'row-too-many': object
  'row-kind': { readonly kind: string }
  'row-no-mailbox': { readonly kind: string }
  'row-sign-ins': { readonly address: string; readonly count: number }
  'row-sign-in-no-address': { readonly address: string; readonly text: string }
  'row-needs-sign-in': { readonly address: string; readonly kind: 'shared' | 'group' }
}

export const valueSeverities = {
  'address-missing': 'error',
  'address-long': 'error',
  'address-several': 'error',
  'address-name': 'error',
  'address-with-name': 'error',
  'address-letter': 'error',
  'address-local': 'error',
  'address-domain': 'error',
  'address-blank': 'warning',
  'address-no-reply': 'note',
  'address-private': 'warning',
  'name-missing': 'error',
  'name-long': 'error',
  'name-invisible': 'error',
  'answer-flag': 'error',
  'answer-not-offered': 'error',
  'answer-open': 'error',
  'text-wanted': 'error',
  'text-long': 'error',
  'text-invisible': 'error',
  'path-shape': 'error',
  'plain-name-shape': 'error',
  'row-no-address': 'error',
  'row-address-missing': 'error',
  'row-aliases-only': 'error',
  'row-twice': 'error',
  'row-too-many': 'error',
  'row-kind': 'error',
  'row-no-mailbox': 'error',
  'row-sign-ins': 'error',
  'row-sign-in-no-address': 'error',
  'row-needs-sign-in': 'error',
} as const satisfies Record<keyof ValueFindings, string>
