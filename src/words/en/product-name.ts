/** A general product is named for the list people choose from: “Another product: …”. A sentence calls it what it is there. */
const general = /^Another product: /

export function productInSentence(name: string): string {
  return general.test(name) ? 'the product' : name
}

export function productAtStart(name: string): string {
  return general.test(name) ? 'The product' : name
}

/** For somebody who has never heard of the setup, such as the recipient of a test message. */
export function productToStranger(name: string): string {
  return general.test(name) ? 'a product' : name
}
