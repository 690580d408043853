/** The little of OData that a question to Microsoft Graph needs. */

export function query(path: string, parameters: Readonly<Record<string, string>>): string {
  return `${path}?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`
}

/** Text in a filter: a quote inside is doubled. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
