/** The administrator of a national cloud reads a cause: nothing of the worldwide cloud knows their tenant. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseClouds } from '../../../../src/domain/cloud/parse-clouds.ts'
import { inCloud } from '../../../../src/domain/diagnosis/in-cloud.ts'
import { restored } from '../../../../src/domain/diagnosis/restored.ts'
import { assets, remedies } from '../../../kit/assets.ts'

const clouds = parseClouds(parse(readFileSync(path.join(assets, 'clouds.yaml'), 'utf8')))
if (!clouds.ok) throw new Error('clouds.yaml')
const national = clouds.value.filter(({ kind }) => kind !== 'global')
const catalogue = remedies()
const every = restored(
  {
    candidates: catalogue.causes.map(({ tag }) => ({
      ...{ tag, confidence: 0.5, title: '', explanation: '', remedies: [] },
    })),
    questions: ['?'],
  },
  catalogue,
  {},
  '',
)

const worldwideOnly =
  /(?:login\.microsoftonline\.com|entra\.microsoft\.com|(?<![\w.])admin(?:\.exchange)?\.microsoft\.com|smtp\.office365\.com|outlook\.office(?:365)?\.com|graph\.microsoft\.com)/

test.each(national.map((cloud) => [cloud.name, cloud] as const))(
  'in %s no cause asks for a worldwide address',
  (_, cloud) => {
    const { candidates, questions } = inCloud(cloud, every)
    expect(candidates).toHaveLength(catalogue.causes.length)
    const said = [
      ...questions,
      ...candidates.flatMap(({ title, explanation, remedies: all }) => [
        title,
        explanation,
        ...all.flatMap(({ text, portal, command, check }) => [text, ...portal, command ?? '', check ?? '']),
      ]),
    ]
    expect(said.filter((text) => worldwideOnly.test(text))).toEqual([])
  },
)

test('in the worldwide cloud, and where it is rehearsed, every cause is as the catalogue has it', () => {
  const [worldwide] = clouds.value
  if (worldwide === undefined) throw new Error('no cloud')
  expect(inCloud(worldwide, every)).toEqual(every)
  expect(inCloud({ ...worldwide, kind: 'practice' }, every)).toEqual(every)
})
