/**
 * What still signs in with a password, or sends without any sign-in, and is none of the products of the list.
 * @see reference 1.2, 1.5, 4.4, 4.5, 4.8
 */
export const otherSenders = {
  title: 'Printers, scanners and what still uses a password',
  lead: 'None of these is set up here. This is what Microsoft has said of them, and what to look at first.',
  entries: [
    {
      who: 'What stops in December 2026',
      what: 'At the end of December Microsoft turns passwords for SMTP off by default in existing organisations. An administrator may turn them back on, but which switch that takes is not documented yet. SMTP itself stays, and OAuth is not affected. Once a password is refused the answer is 550 5.7.30.',
      page: 'https://techcommunity.microsoft.com/blog/exchange/updated-exchange-online-smtp-auth-basic-authentication-deprecation-timeline/4489835',
    },
    {
      who: 'Who still uses a password',
      what: 'The Exchange admin center has the report SMTP AUTH clients submission. Its authentication protocol says Basic or OAuth for each mailbox; each line with Basic is a product or device to move. Security defaults refuse passwords already today.',
      page: 'https://techcommunity.microsoft.com/blog/exchange/exchange-online-to-retire-basic-auth-for-client-submission-smtp-auth/4114750',
    },
    {
      who: 'A printer or scanner',
      what: 'Ask its maker for firmware that signs in with OAuth over SMTP; “Another product: SMTP with OAuth” then fits. Without that, Microsoft’s page describes a relay connector and Direct Send, which sends without a sign-in.',
      page: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/fix-issues-with-printers-scanners-and-lob-applications-that-send-email-using-off',
    },
    {
      who: 'Before you rely on Direct Send',
      what: 'Get-OrganizationConfig | Format-List RejectDirectSend. True refuses mail from your own domains that comes in without a sign-in, and that is what Direct Send is.',
      page: 'https://learn.microsoft.com/powershell/module/exchangepowershell/set-organizationconfig',
    },
    {
      who: 'High Volume Email',
      what: 'For mail inside the organisation only; a recipient outside is refused with 550 5.5.105. It needs an account of its own kind and a billing policy, or the account is not active, and the server smtp.hve.mx.microsoft, port 587. Passwords work there until September 2028; for OAuth Add-HVEAppAccess admits an application.',
      page: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/high-volume-mails-m365',
    },
    {
      who: 'A program that uses Exchange Web Services',
      what: 'EWS is being blocked in stages and ends on 1 April 2027 for everyone. Ask the vendor for a release that uses Microsoft Graph; until then the application has to be on the list EwsAllowedAppIDs.',
      page: 'https://techcommunity.microsoft.com/blog/exchange/exchange-online-ews-your-time-is-almost-up/4492361',
    },
  ],
} as const
