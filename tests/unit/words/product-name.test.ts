/** A general product in a sentence: what people read there is a product, not the title of an entry in our list. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { productAtStart, productInSentence, productToStranger } from '../../../src/words/en/product-name.ts'
import { assets } from '../../kit/assets.ts'

const nameOf = (id: string) =>
  (parse(readFileSync(path.join(assets, `recipes/${id}.yaml`), 'utf8')) as { name: string }).name

test.each(['generic-smtp-oauth', 'generic-graph-app', 'generic-graph-person', 'generic-vendor-app'])(
  'no report or message says that %s, a title, sends mail',
  (id) => {
    const name = nameOf(id)
    expect([productAtStart(name), productInSentence(name), productToStranger(name)]).toEqual([
      'The product',
      'the product',
      'a product',
    ])
  },
)

test('a product with a name keeps it in every sentence', () => {
  const name = nameOf('flexdeploy')
  expect([productAtStart(name), productInSentence(name), productToStranger(name)]).toEqual([name, name, name])
})
