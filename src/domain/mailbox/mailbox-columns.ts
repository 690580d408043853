/** Guesses which column of a mailbox list is what, from the header names Exchange, Outlook and people use. */

export type Column = 'address' | 'kind' | 'name' | 'delegate'

/** Normalised header names in the order of preference: the first one present wins. English, German, Dutch, French. */
const names: Readonly<Record<Column, readonly string[]>> = {
  address: [
    'primarysmtpaddress',
    'windowsemailaddress',
    'emailaddress',
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
    // all addresses of a mailbox: the one with SMTP: in capitals is the primary one
    'emailaddresses',
    'proxyaddresses',
    'proxyadressen',
    'adressesproxy',
    'adressesdeproxy',
    'userprincipalname',
    'upn',
    'userprincipalnameupn',
    'upnuserprincipalname',
    'benutzerprinzipalname',
    'benutzerprinzipalnameupn',
    'userprincipalnaam',
    'principalnaamvangebruiker',
    'gebruikersprincipalnaam',
    'nomdutilisateurprincipal',
    'nomprincipaldutilisateur',
    'nomprincipaldelutilisateur',
    'username',
    'benutzername',
    'gebruikersnaam',
    'nomdutilisateur',
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
    'empfangertypdetails',
    'soort',
    'typegeadresseerde',
    'geadresseerdetype',
    'typeontvanger',
    'ontvangertype',
    'typevanontvanger',
    'typededestinataire',
    'typedestinataire',
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
    'linkedmailbox',
    'remoteusermailbox',
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
    // a room or a device cannot sign in either, and who may send as it does
    'room',
    'roommailbox',
    'equipment',
    'equipmentmailbox',
    'schedulingmailbox',
    'teammailbox',
    'raum',
    'raumpostfach',
    'gerat',
    'geratepostfach',
    'ausstattung',
    'ruimte',
    'ruimtepostvak',
    'apparatuur',
    'apparatuurpostvak',
    'salle',
    'boiteauxlettresdesalle',
    'equipement',
    'boiteauxlettresdequipement',
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

/** Recipients of an organisation that have no mailbox in it: exports list them among the others. */
const withoutMailbox: readonly string[] = [
  'mailuser',
  'mailcontact',
  'contact',
  'guestmailuser',
  'guest',
  'publicfolder',
  'discoverymailbox',
  'arbitrationmailbox',
  'kontakt',
  'emailkontakt',
  'emailbenutzer',
  'gast',
  'contactpersoon',
  'invite',
]

/** Lower case, without accents, blanks and punctuation: “E-Mail-Adresse” → emailadresse. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]/g, '')
}

/** `none`: a recipient without a mailbox. Null: not a word for a kind. */
export function kindOf(cell: string): 'user' | 'shared' | 'group' | 'none' | null {
  const word = bare(cell)
  for (const kind of ['user', 'shared', 'group'] as const) if (kinds[kind].includes(word)) return kind
  return withoutMailbox.includes(word) ? 'none' : null
}

/** A column as it was read; `unused` has all that nothing is known to do with. */
export interface ReadColumn {
  readonly as: Column | 'unused'
  readonly headings: string[]
}

export interface Header {
  /** Index of the column, where there is one. */
  readonly at: Readonly<Partial<Record<Column, number>>>
  readonly columns: ReadColumn[]
  /** How many columns the table has. */
  readonly width: number
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
  const used = (['address', 'kind', 'name', 'delegate'] as const).flatMap((as): ReadColumn[] => {
    const index = at[as]
    return index === undefined ? [] : [{ as, headings: [shown(cells[index] ?? '')] }]
  })
  const unused = cells.filter((cell, index) => cell !== '' && !Object.values(at).includes(index)).map(shown)
  const columns: ReadColumn[] = unused.length === 0 ? used : [...used, { as: 'unused', headings: unused }]
  return { at, columns, width: cells.length }
}

const shown = (cell: string) => (cell.length > 60 ? `${cell.slice(0, 60)}…` : cell)
