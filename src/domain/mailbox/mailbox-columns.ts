/** Guesses which column of a mailbox list is what, from the header names Exchange, Outlook and people use. */

export type Column = 'address' | 'kind' | 'name' | 'delegate'

/** Normalised header names in the order of preference: the first one present wins. English, German, Dutch, French. */
const names: Readonly<Record<Column, readonly string[]>> = {
  address: [
    'primarysmtpaddress',
    'windowsemailaddress',
    'emailaddress',
    'emailaddresses',
    'mailaddress',
    'smtpaddress',
    'address',
    'email',
    'emails',
    'mail',
    'mailbox',
    'mailboxaddress',
    'sender',
    'senderaddress',
    'from',
    'fromaddress',
    'smtp',
    'emailadresse',
    'mailadresse',
    'smtpadresse',
    'postfach',
    'postfachadresse',
    'adresse',
    'absender',
    'absenderadresse',
    'emailadres',
    'mailadres',
    'postvak',
    'postvakadres',
    'adres',
    'afzender',
    'afzenderadres',
    'adresseemail',
    'adressemail',
    'adressedemessagerie',
    'adresseelectronique',
    'courriel',
    'boiteauxlettres',
    'boitemail',
    'boite',
    'messagerie',
    'expediteur',
    'userprincipalname',
    'upn',
    'benutzerprinzipalname',
    'username',
    'user',
    'account',
    'benutzer',
    'gebruiker',
    'utilisateur',
  ],
  kind: [
    'kind',
    'type',
    'mailboxtype',
    'mailboxkind',
    'recipienttypedetails',
    'recipienttype',
    'art',
    'typ',
    'postfachart',
    'postfachtyp',
    'empfaengertyp',
    'empfangertyp',
    'soort',
    'postvaktype',
    'typepostvak',
    'soortpostvak',
    'typedeboite',
    'typedeboiteauxlettres',
    'genre',
  ],
  name: [
    'displayname',
    'name',
    'fullname',
    'label',
    'description',
    'anzeigename',
    'bezeichnung',
    'vollstandigername',
    'beschreibung',
    'weergavenaam',
    'naam',
    'volledigenaam',
    'omschrijving',
    'nomdaffichage',
    'nomaffiche',
    'nom',
    'nomcomplet',
    'libelle',
  ],
  delegate: [
    'delegate',
    'delegatedto',
    'delegates',
    'signinas',
    'signsinas',
    'signsin',
    'signin',
    'signinname',
    'login',
    'loginas',
    'logonas',
    'owner',
    'owners',
    'trustee',
    'sendas',
    'managedby',
    'authoriseas',
    'authorizeas',
    'stellvertreter',
    'stellvertretung',
    'vertreter',
    'vertretung',
    'besitzer',
    'eigentumer',
    'anmeldenals',
    'anmeldung',
    'anmeldename',
    'delegierter',
    'delegierte',
    'sendenals',
    'verantwortlich',
    'verantwortlicher',
    'gemachtigde',
    'gemachtigden',
    'eigenaar',
    'aanmeldenals',
    'verzendenals',
    'beheerder',
    'delegue',
    'deleguee',
    'proprietaire',
    'titulaire',
    'responsable',
    'seconnecterentantque',
    'connexion',
    'envoyerentantque',
  ],
}

const kinds: Readonly<Record<'user' | 'shared' | 'group', readonly string[]>> = {
  user: [
    'user',
    'usermailbox',
    'person',
    'personal',
    'own',
    'regular',
    'mailbox',
    'licensed',
    'benutzer',
    'benutzerpostfach',
    'personlich',
    'gebruiker',
    'gebruikerspostvak',
    'persoonlijk',
    'utilisateur',
    'personnel',
    'personnelle',
  ],
  shared: [
    'shared',
    'sharedmailbox',
    'team',
    'functional',
    'freigegeben',
    'freigegebenespostfach',
    'geteilt',
    'geteiltespostfach',
    'gemeinsam',
    'gemeinsamespostfach',
    'funktionspostfach',
    'gedeeld',
    'gedeeldpostvak',
    'partage',
    'partagee',
    'boitepartagee',
    'boiteauxlettrespartagee',
  ],
  group: [
    'group',
    'groupmailbox',
    'distributiongroup',
    'distributionlist',
    'mailuniversaldistributiongroup',
    'mailuniversalsecuritygroup',
    'dynamicdistributiongroup',
    'm365group',
    'microsoft365group',
    'office365group',
    'unifiedgroup',
    'gruppe',
    'verteiler',
    'verteilergruppe',
    'verteilerliste',
    'groep',
    'distributiegroep',
    'distributielijst',
    'groupe',
    'listededistribution',
    'groupededistribution',
  ],
}

/** Lower case, without accents, blanks and punctuation: “E-Mail-Adresse” → emailadresse. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]/g, '')
}

export function kindOf(cell: string): 'user' | 'shared' | 'group' | null {
  const word = bare(cell)
  for (const kind of ['user', 'shared', 'group'] as const) if (kinds[kind].includes(word)) return kind
  return null
}

export interface Header {
  /** Index of the column, where there is one. */
  readonly at: Readonly<Partial<Record<Column, number>>>
  /** Which column was read as what, in words. */
  readonly words: readonly string[]
}

const columnWords: Readonly<Record<Column, string>> = {
  address: 'Address',
  kind: 'Kind',
  name: 'Name',
  delegate: 'Signs in',
}

/** The header these cells are; null when they are data. A header names an address column and holds no address. */
export function headerOf(cells: readonly string[]): Header | null {
  if (cells.some((cell) => cell.includes('@'))) return null
  const words = cells.map(bare)
  const at: Partial<Record<Column, number>> = {}
  for (const column of ['address', 'delegate', 'kind', 'name'] as const) {
    const found = names[column].map((name) => words.indexOf(name)).find((index) => index !== -1)
    if (found !== undefined && !Object.values(at).includes(found)) at[column] = found
  }
  if (at.address === undefined) return null
  const used = (['address', 'kind', 'name', 'delegate'] as const).flatMap((column) => {
    const index = at[column]
    return index === undefined ? [] : [`${columnWords[column]}: “${shown(cells[index] ?? '')}”`]
  })
  const unused = cells.filter((cell, index) => cell !== '' && !Object.values(at).includes(index))
  return {
    at,
    words:
      unused.length === 0
        ? used
        : [...used, `Not used: ${unused.map((cell) => `“${shown(cell)}”`).join(', ')}`],
  }
}

const shown = (cell: string) => (cell.length > 60 ? `${cell.slice(0, 60)}…` : cell)
