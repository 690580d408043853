/** A tenant of another cloud is never asked at the worldwide address, and people are told how sure its hosts are. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseClouds } from '../../../../src/domain/cloud/parse-clouds.ts'
import { assets } from '../../../kit/assets.ts'

test('every named cloud has its endpoints, and says how sure they are', () => {
  const clouds = parseClouds(parse(readFileSync(path.join(assets, 'clouds.yaml'), 'utf8')))
  expect(
    clouds.ok &&
      clouds.value.map(({ kind, authority, smtp, sure }) => [
        kind,
        new URL(authority).host,
        smtp.host,
        smtp.port,
        sure,
      ]),
  ).toEqual([
    ['global', 'login.microsoftonline.com', 'smtp.office365.com', 587, 'verified'],
    ['gcc-high', 'login.microsoftonline.us', 'smtp.office365.us', 587, 'partly-verified'],
    ['dod', 'login.microsoftonline.us', 'outlook-dod.office365.us', 587, 'unverified'],
    ['china', 'login.partner.microsoftonline.cn', 'smtp.partner.outlook.cn', 587, 'partly-verified'],
  ])
})
