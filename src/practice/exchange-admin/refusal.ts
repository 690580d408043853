/** How a cmdlet refuses: a .NET type that stays, and a text in the administrator's language. @see setup-automation 5 */

const texts = {
  'not-found': {
    en: "The operation couldn't be performed because object '{0}' couldn't be found on 'DB8PR04A001DC01.EURPR04A001.PROD.OUTLOOK.COM'.",
    de: 'Der Vorgang konnte nicht ausgeführt werden, da das Objekt \'{0}\' auf "DB8PR04A001DC01.EURPR04A001.PROD.OUTLOOK.COM" nicht gefunden wurde.',
  },
  'trustee-not-found': {
    en: 'Couldn\'t find object "{0}". Please make sure that it was spelled correctly or specify a different object.',
    de: 'Das Objekt "{0}" konnte nicht gefunden werden. Stellen Sie sicher, dass es richtig geschrieben wurde, oder geben Sie ein anderes Objekt an.',
  },
  ambiguous: {
    en: "The operation couldn't be performed because '{0}' matches multiple entries.",
    de: 'Der Vorgang konnte nicht ausgeführt werden, da "{0}" mit mehreren Einträgen übereinstimmt.',
  },
  dehydrated: {
    en: "The command you tried to run isn't currently allowed in your organization. To run this command, you first need to run the command: Enable-OrganizationCustomization.",
    de: 'Der ausgeführte Befehl ist in Ihrer Organisation derzeit nicht zulässig. Um diesen Befehl auszuführen, müssen Sie zuerst den Befehl "Enable-OrganizationCustomization" ausführen.',
  },
  'already-customised': {
    en: 'This operation is not required. Organization is already enabled for customization.',
    de: 'Dieser Vorgang ist nicht erforderlich. Die Organisation ist bereits für die Anpassung aktiviert.',
  },
  exists: {
    en: 'The object "{0}" already exists.',
    de: 'Das Objekt "{0}" ist bereits vorhanden.',
  },
  'already-member': {
    en: 'The recipient "{0}" is already a member of the group "{1}".',
    de: 'Der Empfänger "{0}" ist bereits Mitglied der Gruppe "{1}".',
  },
  'not-member': {
    en: 'The recipient "{0}" isn\'t a member of the group "{1}".',
    de: 'Der Empfänger "{0}" ist kein Mitglied der Gruppe "{1}".',
  },
  'not-manager': {
    en: "You don't have sufficient permissions. This operation can only be performed by a manager of the group.",
    de: 'Sie verfügen nicht über ausreichende Berechtigungen. Dieser Vorgang kann nur vom Manager der Gruppe ausgeführt werden.',
  },
  'not-accepted': {
    en: "You can't use the domain because it's not an accepted domain for your organization.",
    de: 'Sie können die Domäne nicht verwenden, da sie keine akzeptierte Domäne für Ihre Organisation ist.',
  },
  'address-taken': {
    en: 'The proxy address "smtp:{0}" is already being used by the proxy addresses or LegacyExchangeDN of "{1}". Please choose another proxy address.',
    de: 'Die Proxyadresse "smtp:{0}" wird bereits von den Proxyadressen oder dem LegacyExchangeDN von "{1}" verwendet. Wählen Sie eine andere Proxyadresse aus.',
  },
  synchronised: {
    en: "The operation on mailbox \"{0}\" failed because it's out of the current user's write scope. The action '{1}' can't be performed on the object '{0}' because the object is being synchronized from your on-premises organization.",
    de: "Der Vorgang für das Postfach \"{0}\" ist fehlgeschlagen, da es sich außerhalb des Schreibbereichs des aktuellen Benutzers befindet. Die Aktion '{1}' kann für das Objekt '{0}' nicht ausgeführt werden, da das Objekt aus Ihrer lokalen Organisation synchronisiert wird.",
  },
  'not-a-trustee': {
    en: 'The recipient "{0}" isn\'t a security principal.',
    de: 'Der Empfänger "{0}" ist kein Sicherheitsprinzipal.',
  },
  'bad-value': {
    en: 'Cannot convert the value "{1}" of the parameter "{0}".',
    de: 'Der Wert "{1}" des Parameters "{0}" kann nicht umgewandelt werden.',
  },
  'bad-filter': {
    en: 'Invalid filter syntax. For a description of the filter parameter syntax see the command help. "{0}"',
    de: 'Ungültige Filtersyntax. Eine Beschreibung der Syntax des Filterparameters finden Sie in der Befehlshilfe. "{0}"',
  },
  'ace-present': {
    en: 'The appropriate access control entry is already present on the object "{0}" for account "{1}".',
    de: 'Der entsprechende Zugriffssteuerungseintrag für das Konto "{1}" ist für das Objekt "{0}" bereits vorhanden.',
  },
  'ace-absent': {
    en: 'Can\'t remove the access control entry on the object "{0}" for account "{1}" because the ACE doesn\'t exist on the object.',
    de: 'Der Zugriffssteuerungseintrag für das Konto "{1}" kann nicht vom Objekt "{0}" entfernt werden, da er für das Objekt nicht vorhanden ist.',
  },
  'more-results': {
    en: 'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.',
    de: 'Es sind mehr Ergebnisse verfügbar, als derzeit angezeigt werden. Erhöhen Sie den Wert für den Parameter "ResultSize", um alle anzuzeigen.',
  },
  'out-of-scope': {
    en: "'{0}' isn't within your current write scopes. Can't perform save operation.",
    de: "'{0}' befindet sich nicht innerhalb Ihrer aktuellen Schreibbereiche. Der Speichervorgang kann nicht ausgeführt werden.",
  },
} as const
export type TextKey = keyof typeof texts
export type Language = 'en' | 'de'

/** Exchange answers in the language of the PC that asks. */
export const languageOf = (accepted: string | undefined): Language =>
  /^\s*de\b/i.test(accepted ?? '') ? 'de' : 'en'

export function say(language: Language, key: TextKey, ...values: readonly string[]): string {
  return texts[key][language].replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '')
}

const types: Readonly<Record<TextKey, { type: string; code: string }>> = {
  'not-found': {
    type: 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException',
    code: '6F9304',
  },
  'trustee-not-found': {
    type: 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException',
    code: '94914C',
  },
  ambiguous: {
    type: 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectAmbiguousException',
    code: '5A1C11',
  },
  dehydrated: {
    type: 'Microsoft.Exchange.Data.Directory.InvalidOperationInDehydratedContextException',
    code: 'B1D5C2',
  },
  'already-customised': { type: 'System.InvalidOperationException', code: '2E8A90' },
  exists: { type: 'Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException', code: 'A3C44E' },
  'already-member': {
    type: 'Microsoft.Exchange.Management.Tasks.MemberAlreadyExistsException',
    code: '2D3F70',
  },
  'not-member': { type: 'Microsoft.Exchange.Management.Tasks.MemberNotFoundException', code: 'E7C1A5' },
  'not-manager': {
    type: 'Microsoft.Exchange.Management.Tasks.OperationRequiresGroupManagerException',
    code: '09F1B6',
  },
  'not-accepted': { type: 'Microsoft.Exchange.Data.Directory.NotAcceptedDomainException', code: 'C0D3E1' },
  'address-taken': { type: 'Microsoft.Exchange.Data.Directory.ProxyAddressExistsException', code: '7B21D9' },
  synchronised: { type: 'Microsoft.Exchange.Configuration.Tasks.TaskException', code: 'F90A13' },
  'not-a-trustee': { type: 'Microsoft.Exchange.Configuration.Tasks.TaskException', code: '81D0AA' },
  'bad-value': { type: 'System.Management.Automation.PSInvalidCastException', code: '3FD870' },
  'bad-filter': { type: 'Microsoft.Exchange.Data.ParsingException', code: '1E55F0' },
  'ace-present': { type: '', code: '' },
  'ace-absent': { type: '', code: '' },
  'more-results': { type: '', code: '' },
  'out-of-scope': { type: 'Microsoft.Exchange.Data.Directory.ADScopeException', code: 'D2170B' },
}

/** Thrown by a cmdlet; the routes turn it into the answer of the service. */
export class Refusal extends Error {
  readonly key: TextKey
  readonly values: readonly string[]
  constructor(key: TextKey, ...values: readonly string[]) {
    super(`${key} ${values.join(' ')}`)
    this.key = key
    this.values = values
  }
  /** `Ex`, six digits, the type, the text: what the module writes as an error. */
  said(language: Language): string {
    const { type, code } = types[this.key]
    return `Ex${code}|${type}|${say(language, this.key, ...this.values)}`
  }
}
