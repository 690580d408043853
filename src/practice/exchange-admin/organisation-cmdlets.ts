/** The organisation's own switches. @see reference 4.4, 1.3 */
import { type Cmdlet, flagOf, limited, needFlag, textOf } from './cmdlet.ts'
import { Refusal } from './refusal.ts'
import { guidFor } from '../tenant/seed.ts'
import { containerOf } from '../exchange/scope-filter.ts'

const getOrganization: Cmdlet = ({ tenant, parameters }) => {
  const { state, faults } = tenant
  const listed = parameters.RetrieveEwsOperationAccessPolicy === true
  return {
    objects: [
      {
        type: 'OrganizationConfig',
        guids: ['Guid'],
        values: {
          Name: state.tenantName,
          DisplayName: state.displayName,
          Identity: state.tenantName,
          Guid: guidFor(state.seed, 'exchange organization'),
          IsDehydrated: state.exchange.dehydrated,
          EwsEnabled: faults.on('ews-blocked') ? false : state.ews.enabled,
          // left empty unless it is asked for
          EwsAllowedAppIDs: listed ? (state.ews.allowedAppIds?.join(',') ?? null) : null,
          EwsApplicationAccessPolicy: null,
          EwsAllowList: [],
          EwsBlockList: [],
          DefaultAuthenticationPolicy: state.exchange.defaultAuthenticationPolicy,
          SendFromAliasEnabled: state.sendFromAlias,
          RejectDirectSend: state.exchange.rejectDirectSend,
          OAuth2ClientProfileEnabled: true,
          CustomerLockboxEnabled: false,
        },
      },
    ],
  }
}

const setOrganization: Cmdlet = (asked) => {
  const { state } = asked.tenant
  const ews = flagOf(asked, 'EwsEnabled')
  const alias = needFlag(asked, 'SendFromAliasEnabled')
  const rejects = needFlag(asked, 'RejectDirectSend')
  // one string with commas, in place of the one that was there
  const list = Object.hasOwn(asked.parameters, 'EwsAllowedAppIDs')
    ? (textOf(asked, 'EwsAllowedAppIDs')
        ?.split(',')
        .map((one) => one.trim().toLowerCase())
        .filter((one) => one !== '') ?? null)
    : undefined
  return {
    change: () => {
      if (ews !== undefined) state.ews.enabled = ews
      if (list !== undefined) state.ews.allowedAppIds = list
      if (alias !== undefined) state.sendFromAlias = alias
      if (rejects !== undefined) state.exchange.rejectDirectSend = rejects
    },
  }
}

export const organisationCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-OrganizationConfig': getOrganization,
  'Set-OrganizationConfig': setOrganization,
  'Get-TransportConfig': ({ tenant: { state, faults } }) => ({
    objects: [
      {
        type: 'TransportConfigContainer',
        guids: ['Guid'],
        values: {
          Identity: 'Transport Settings',
          Name: 'Transport Settings',
          Guid: guidFor(state.seed, 'exchange transport'),
          SmtpClientAuthenticationDisabled: !state.smtpAuth.tenant || faults.on('tenant-smtp-auth-off'),
          AllowLegacyTLSClients: null,
          ExternalDelayDsnEnabled: true,
        },
      },
    ],
  }),
  'Set-TransportConfig': (asked) => {
    const disabled = needFlag(asked, 'SmtpClientAuthenticationDisabled')
    return {
      change: () => {
        if (disabled !== undefined) asked.tenant.state.smtpAuth.tenant = !disabled
      },
    }
  },
  'Get-AcceptedDomain': (asked) =>
    limited(asked, [
      {
        type: 'AcceptedDomain',
        values: {
          Identity: asked.tenant.state.tenantName,
          Name: asked.tenant.state.tenantName,
          DomainName: asked.tenant.state.tenantName,
          DomainType: 'Authoritative',
          Default: true,
          InitialDomain: true,
          AddressBookEnabled: true,
          SendingToDomainDisabled: false,
          SendingFromDomainDisabled: false,
        },
      },
    ]),
  'Get-AuthenticationPolicy': ({ tenant }) => ({
    objects: tenant.state.exchange.authenticationPolicies.map(({ name, allowBasicAuthSmtp }) => ({
      type: 'AuthenticationPolicy',
      guids: ['Guid'],
      values: {
        Identity: name,
        Name: name,
        Guid: guidFor(tenant.state.seed, `authentication policy ${name}`),
        DistinguishedName: `CN=${name},CN=Auth Policies,${containerOf(tenant)}`,
        AllowBasicAuthSmtp: allowBasicAuthSmtp,
        AllowBasicAuthImap: false,
        AllowBasicAuthPop: false,
        AllowBasicAuthWebServices: false,
        AllowBasicAuthPowershell: false,
        AllowBasicAuthAutodiscover: false,
      },
    })),
  }),
  'Enable-OrganizationCustomization': ({ tenant: { state } }) => {
    if (!state.exchange.dehydrated) throw new Refusal('already-customised')
    return { change: () => (state.exchange.dehydrated = false) }
  },
  'Get-InboundConnector': (asked) =>
    limited(
      asked,
      asked.tenant.state.exchange.connectors.map((name) => ({
        type: 'InboundConnector',
        values: { Identity: name, Name: name },
      })),
    ),
  'Get-MailUser': (asked) =>
    limited(
      asked,
      asked.tenant.state.exchange.hve.map(({ address, displayName }) => ({
        type: 'MailUser',
        values: {
          DisplayName: displayName,
          PrimarySmtpAddress: address,
          ExternalDirectoryObjectId: guidFor(asked.tenant.state.seed, `user ${address}`),
          Alias: address.split('@')[0],
          EmailAddresses: [`SMTP:${address}`],
          HiddenFromAddressListsEnabled: false,
        },
      })),
    ),
  'Get-HVEAccountSettings': (asked) => {
    const identity = textOf(asked, 'Identity')?.toLowerCase() ?? ''
    const { hve } = asked.tenant.state.exchange
    const found = hve.find(
      ({ address }) =>
        address === identity || guidFor(asked.tenant.state.seed, `user ${address}`) === identity,
    )
    if (found === undefined) throw new Refusal('not-found', identity)
    return {
      objects: [{ type: 'HVEAccountSettings', values: { AllowedApps: found.allowedApps, ReplyTo: '' } }],
    }
  },
}
