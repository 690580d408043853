/** What can be found about mail servers, ports and encryption: the facts of each finding, and how much it matters. */
export interface ServerFindings {
  'host-missing': { readonly right: string }
  'host-blank': { readonly right: string }
  'host-scheme': { readonly right: string }
  'host-address': { readonly right: string }
  'host-mx': { readonly right: string }
  'host-legacy': { readonly right: string }
  'host-hve': { readonly right: string }
  'host-consumer': { readonly right: string }
  'host-old': { readonly host: string; readonly right: string }
  'host-other-protocol': { readonly host: string; readonly right: string }
  'host-local': { readonly right: string }
  'host-unknown': { readonly host: string; readonly right: string }
  'port-missing': { readonly right: string }
  'port-number': { readonly port: string; readonly right: string }
  'port-25': { readonly right: string }
  'port-465': { readonly right: string }
  'port-567': { readonly right: string }
  'port-2525': { readonly right: string }
  'port-other': { readonly port: string; readonly right: string }
  'tls-none': object
  'tls-implicit': object
  'tls-old': object
  'tls-unclear': { readonly mode: string }
  'tls-unknown': { readonly mode: string }
  'host-name-space': object
  'host-name-only': object
  'host-name-address': object
  'host-name-colons': object
  'host-name-port': object
  'host-name-shape': object
}

export const serverSeverities = {
  'host-missing': 'error',
  'host-blank': 'error',
  'host-scheme': 'error',
  'host-address': 'error',
  'host-mx': 'error',
  'host-legacy': 'warning',
  'host-hve': 'error',
  'host-consumer': 'warning',
  'host-old': 'error',
  'host-other-protocol': 'error',
  'host-local': 'warning',
  'host-unknown': 'warning',
  'port-missing': 'error',
  'port-number': 'error',
  'port-25': 'warning',
  'port-465': 'error',
  'port-567': 'error',
  'port-2525': 'error',
  'port-other': 'error',
  'tls-none': 'error',
  'tls-implicit': 'error',
  'tls-old': 'error',
  'tls-unclear': 'note',
  'tls-unknown': 'warning',
  'host-name-space': 'error',
  'host-name-only': 'error',
  'host-name-address': 'error',
  'host-name-colons': 'error',
  'host-name-port': 'error',
  'host-name-shape': 'error',
} as const satisfies Record<keyof ServerFindings, string>
