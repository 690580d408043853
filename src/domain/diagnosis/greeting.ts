/**
 * How the server in a log greets and answers, where that alone shows that it is not Exchange: its name is often cut away,
 * its manners are not.
 */

/** Exchange greets with its own name; whoever greets over IMAP without it is another server. */
const imapGreeting = /(?:^|[\s"'>:*])\* (?:OK|PREAUTH)\b[^\r\n]{0,200}?\bIMAP4?/gi
/** The time stamp that a client answers with APOP, which Exchange offers nowhere. */
const apop =
  /\+OK\b[^\r\n]{0,120}<[\w.+-]{1,80}@[\w.-]{1,80}>|(?:^|[\s:>])APOP [^\s"']{1,80} \S|(?<=[\r\n>] ?)\bAPOP\b/
/** Some relays write a # between the reply and the enhanced code. */
const hashed = /(?<![\d.])[245]\d\d[ -]#[245]\.\d{1,3}\.\d{1,3}(?!\d)/

/** Response codes of RFC 5530 and RFC 3206; Exchange refuses a sign-in without one. */
const refusalCode = /\[(?:authenticationfailed|authorizationfailed|auth)\]|\(#mbr\d{2,6}\)/i

export function isGreetedByOthers(text: string): boolean {
  if (hashed.test(text) || apop.test(text) || refusalCode.test(text)) return true
  const greetings = [...text.matchAll(imapGreeting)]
  return (
    greetings.length > 0 &&
    greetings.every(({ index }) => !/microsoft|exchange|outlook/i.test(text.slice(index, index + 240)))
  )
}
