/** What Microsoft's Baseline Security Mode leaves in a tenant; no setting says who made it. @see setup-automation 9 */

export const baselineSigns = ['new-secrets', 'user-consent', 'legacy-authentication', 'ews'] as const
export type BaselineSign = (typeof baselineSigns)[number]

/** Both rules at once are what the switch “Block addition of new password credentials to apps” sets. */
export function isBaselineRule(rules: readonly { readonly rule: string }[]): boolean {
  return ['passwordAddition', 'symmetricKeyAddition'].every((rule) => rules.some((one) => one.rule === rule))
}

/** The consent policy that Microsoft keeps itself; many tenants have it without the mode. */
export const managedConsent = 'microsoft-user-default-recommended'
