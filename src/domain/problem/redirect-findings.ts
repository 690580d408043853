/** What can be found about redirect URIs and scopes: the facts of each finding, and how much it matters. */
export interface RedirectFindings {
  'redirect-missing': object
  'redirect-malformed': { readonly uri: string }
  'redirect-blank': object
  'redirect-character': { readonly characters: readonly string[] }
  'redirect-wildcard': object
  'redirect-fragment': object
  'redirect-backslash': object
  'redirect-length': { readonly length: number; readonly most: number }
  'redirect-http': object
  'redirect-slashes': { readonly scheme: string }
  'redirect-scheme-missing': object
  'redirect-scheme': { readonly scheme: string }
  'redirect-host-run-together': { readonly written: string; readonly host: string }
  'redirect-credentials': object
  'redirect-https-loopback': object
  'redirect-ipv6': object
  'redirect-127': object
  'redirect-short-host': { readonly host: string }
  'redirect-dots': object
  'redirect-spa': object
  'redirect-native-under-web': object
  'redirect-loopback-under-web': object
  'redirect-server-under-desktop': object
  'redirect-scheme-differs': { readonly wanted: string }
  'redirect-host-differs': { readonly wanted: string }
  /** Empty: no port is wanted. */
  'redirect-port-differs': { readonly wanted: string }
  'redirect-path-case': object
  'redirect-trailing-slash': object
  'redirect-path-differs': { readonly wanted: string }
  'redirect-no-path': object
  'redirect-port-pair': object
  'scope-missing': object
  'scope-two-resources': object
  'scope-bare-mail': { readonly scope: string; readonly resource: string }
  'scope-wrong-resource': { readonly wanted: 'outlook' | 'graph' }
  'scope-not-default': object
  'scope-default-mixed': object
  'scope-no-refresh': object
  'scope-http': object
}

export const redirectSeverities = {
  'redirect-missing': 'error',
  'redirect-malformed': 'error',
  'redirect-blank': 'error',
  'redirect-character': 'error',
  'redirect-wildcard': 'error',
  'redirect-fragment': 'error',
  'redirect-backslash': 'error',
  'redirect-length': 'error',
  'redirect-http': 'error',
  'redirect-slashes': 'error',
  'redirect-scheme-missing': 'error',
  'redirect-scheme': 'error',
  'redirect-host-run-together': 'error',
  'redirect-credentials': 'error',
  'redirect-https-loopback': 'warning',
  'redirect-ipv6': 'error',
  'redirect-127': 'warning',
  'redirect-short-host': 'warning',
  'redirect-dots': 'error',
  'redirect-spa': 'error',
  'redirect-native-under-web': 'error',
  'redirect-loopback-under-web': 'warning',
  'redirect-server-under-desktop': 'warning',
  'redirect-scheme-differs': 'error',
  'redirect-host-differs': 'error',
  'redirect-port-differs': 'error',
  'redirect-path-case': 'error',
  'redirect-trailing-slash': 'error',
  'redirect-path-differs': 'error',
  'redirect-no-path': 'note',
  'redirect-port-pair': 'error',
  'scope-missing': 'error',
  'scope-two-resources': 'error',
  'scope-bare-mail': 'error',
  'scope-wrong-resource': 'error',
  'scope-not-default': 'error',
  'scope-default-mixed': 'error',
  'scope-no-refresh': 'warning',
  'scope-http': 'error',
} as const satisfies Record<keyof RedirectFindings, string>
