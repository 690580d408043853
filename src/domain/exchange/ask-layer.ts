/** What an administrator types to see one layer with their own eyes, where a reading could not tell. */
import { powerShellText } from '../text/power-shell.ts'
import type { Layer } from './finding.ts'

/** Null: Exchange Online PowerShell does not answer this. `appId` null: no application is known. */
export function askLayer(layer: Layer, address: string, appId: string | null): string | null {
  const mailbox = powerShellText(address)
  const app = powerShellText(appId ?? '')
  switch (layer) {
    case 'mailbox':
      return `Get-Recipient -Identity ${mailbox} | Format-List RecipientTypeDetails, EmailAddresses`
    case 'licence':
      return `Get-Mailbox -Identity ${mailbox} | Format-List SkuAssigned, RecipientTypeDetails`
    case 'tenant-smtp-auth':
      return 'Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled'
    case 'mailbox-smtp-auth':
      return `Get-CASMailbox -Identity ${mailbox} | Format-List SmtpClientAuthenticationDisabled`
    case 'authentication-policy':
      return `Get-User -Identity ${mailbox} | Format-List AuthenticationPolicy`
    case 'send-as':
      return `Get-RecipientPermission -Identity ${mailbox}`
    case 'send-on-behalf':
      return `Get-Mailbox -Identity ${mailbox} | Format-List GrantSendOnBehalfTo`
    case 'full-access':
    case 'orphan':
      return `Get-MailboxPermission -Identity ${mailbox}`
    case 'hidden':
      return `Get-Recipient -Identity ${mailbox} | Format-List HiddenFromAddressListsEnabled`
    case 'service-principal':
      return appId === null ? null : `Get-ServicePrincipal -Identity ${app}`
    case 'role':
    case 'scope':
      return appId === null
        ? null
        : `Test-ServicePrincipalAuthorization -Identity ${app} -Resource ${mailbox}`
    case 'access-policy':
      return appId === null ? null : `Test-ApplicationAccessPolicy -AppId ${app} -Identity ${mailbox}`
    case 'ews-organisation':
      return 'Get-OrganizationConfig | Format-List EwsEnabled'
    case 'ews-list':
      return 'Get-OrganizationConfig | Format-List EwsApplicationAccessPolicy, EwsAllowList, EwsBlockList'
    case 'ews-mailbox':
      return `Get-CASMailbox -Identity ${mailbox} | Format-List EwsEnabled`
    // Both are in Microsoft Entra ID.
    case 'security-defaults':
    case 'consent':
      return null
  }
}
