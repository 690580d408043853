import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AtomicFiles } from '../../../src/main/adapters/files/atomic-files.ts'
import { JsonLog } from '../../../src/main/adapters/files/json-log.ts'
import { loadCloudFile } from '../../../src/main/adapters/system/cloud-file.ts'
import { SystemIds } from '../../../src/main/adapters/system/node-system.ts'
import {
  checkRecipeFile,
  recipeLibrary,
  YamlRecipeSource,
} from '../../../src/main/adapters/system/yaml-recipe-source.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { assetsFolder, temporaryFolder } from './practice-setup.ts'

describe('files a person chose', () => {
  it('are written whole, over the old one, in a folder that is made if need be', async () => {
    const file = path.join(await temporaryFolder(), 'reports', 'report.html')
    const files = new AtomicFiles()
    await files.write(file, 'old')
    expect(await files.write(file, 'new ✓')).toEqual({ ok: true, value: null })
    expect(await files.readText(file, 100)).toEqual({ ok: true, value: 'new ✓' })
    expect(await readdir(path.dirname(file))).toEqual(['report.html'])
  })

  it('get a folder of their own beside what is there already', async () => {
    const folder = await temporaryFolder()
    const files = new AtomicFiles()
    const names: string[] = []
    for (let pack = 0; pack < 3; pack += 1) {
      const free = await files.freePath(folder, 'Contoso hand-over')
      await files.write(path.join(free, 'index.html'), 'x')
      names.push(path.basename(free))
    }
    expect(names).toEqual(['Contoso hand-over', 'Contoso hand-over (2)', 'Contoso hand-over (3)'])
  })

  it('are made while they are written, and one that breaks off leaves the old one as it was', async () => {
    const file = path.join(await temporaryFolder(), 'report.csv')
    const files = new AtomicFiles()
    function* lines(good: boolean) {
      for (let at = 0; at < 20_000; at += 1) yield `${at}, ✓\n`
      if (!good) throw new Error('no more')
    }
    const whole = [...lines(true)].join('')
    expect(await files.write(file, lines(true))).toEqual({ ok: true, value: null })
    expect(await readFile(file, 'utf8')).toBe(whole)
    expect(await files.write(file, lines(false))).toMatchObject({
      ok: false,
      error: { code: 'write-failed' },
    })
    expect(await readFile(file, 'utf8')).toBe(whole)
    expect(await readdir(path.dirname(file))).toEqual(['report.csv'])
  })

  it('that are too large, not text, missing or a folder are refused with a reason', async () => {
    const dir = await temporaryFolder()
    const file = path.join(dir, 'list.csv')
    await writeFile(file, 'x'.repeat(1025))
    const files = new AtomicFiles()
    expect(await files.readText(file, 1024)).toMatchObject({
      ok: false,
      error: { code: 'file-too-large', most: 1024 },
    })
    await writeFile(file, Buffer.from([0xff, 0xfe, 0x41, 0x00]))
    expect(await files.readText(file, 1024)).toMatchObject({
      ok: false,
      error: { code: 'file-not-text' },
    })
    expect(await files.readText(path.join(dir, 'none'), 10)).toMatchObject({
      ok: false,
      error: { code: 'file-missing' },
    })
    expect(await files.readText(dir, 10)).toMatchObject({ ok: false, error: { code: 'file-is-folder' } })
    expect(await files.write(path.join(file, 'below-a-file'), 'x')).toMatchObject({
      ok: false,
      error: { code: 'write-failed' },
    })
  })
})

describe.runIf(process.platform === 'linux')('a path that is no file', () => {
  it.each(['/dev/zero', '/dev/null', '/proc/kmsg', '/proc/self/maps', '/sys/kernel/uevent_seqnum'])(
    'is refused before it is opened, and never replaced: %s',
    async (file) => {
      const files = new AtomicFiles()
      const refused = { ok: false, error: { code: 'file-no-file', path: file } }
      expect(await files.readBytes(file, 10)).toMatchObject(refused)
      expect(await files.write(file, 'x')).toMatchObject(refused)
    },
  )

  it('in a folder where nothing can be made, the refusal comes at once', async () => {
    expect(await new AtomicFiles().write('/proc/none/of/this', 'x')).toMatchObject({
      ok: false,
      error: { code: 'write-failed' },
    })
  })
})

describe('the log', () => {
  it('is one JSON object a line with the secrets taken out', async () => {
    const file = path.join(await temporaryFolder(), 'logs', 'sendproof.log')
    const log = new JsonLog({ file, clock: new FixedClock() })
    log.info('token.renewed', {
      authorization: 'Authorization: Bearer canary-0451',
      nested: { client_secret: 'canary-0452' },
    })
    log.warn('odd', { error: new Error('password=canary-0453') })
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      at: '2026-11-21T09:00:00.000Z',
      level: 'info',
      event: 'token.renewed',
    })
    expect(lines.join()).not.toContain('canary')
  })

  it('never fills the disk: the older half goes when it is full', async () => {
    const dir = await temporaryFolder()
    const log = new JsonLog({ file: path.join(dir, 'a.log'), clock: new FixedClock(), maxBytes: 2_000 })
    for (let n = 0; n < 100; n += 1) log.info('event', { n })
    expect((await readdir(dir)).sort()).toEqual(['a.log', 'a.log.1'])
    for (const name of ['a.log', 'a.log.1'])
      expect((await readFile(path.join(dir, name))).length).toBeLessThanOrEqual(2_000)
    expect(await readFile(path.join(dir, 'a.log'), 'utf8')).toContain('"n":99')
  })

  it('that cannot be written stops nobody’s work', async () => {
    const dir = await temporaryFolder()
    await mkdir(path.join(dir, 'a.log'))
    expect(() =>
      new JsonLog({ file: path.join(dir, 'a.log'), clock: new FixedClock() }).info('event'),
    ).not.toThrow()
  })
})

describe('a cloud file', () => {
  const good =
    'name: Lab\nauthority: https://login.lab.example\ngraph: https://graph.lab.example\nsmtp: { host: mail.lab.example, port: 587 }\n'

  async function cloudFile(content: string, name = 'cloud.yaml'): Promise<string> {
    const file = path.join(await temporaryFolder(), name)
    await writeFile(file, content)
    return file
  }

  it('is YAML or JSON, and its CA file is found beside it', async () => {
    const yaml = await cloudFile(`${good}caFile: ca.pem\n`)
    expect(loadCloudFile(yaml)).toMatchObject({
      ok: true,
      value: {
        kind: 'custom',
        name: 'Lab',
        smtp: { port: 587 },
        caFile: path.join(path.dirname(yaml), 'ca.pem'),
      },
    })
    const json = await cloudFile(
      JSON.stringify({
        name: 'Lab',
        authority: 'https://a.example',
        graph: 'https://g.example',
        smtp: { host: 'h', port: 25 },
      }),
      'cloud.json',
    )
    expect(loadCloudFile(json)).toMatchObject({ ok: true, value: { authority: 'https://a.example' } })
  })

  it('that would send tokens over plain HTTP, leaves something out or says too much is refused', async () => {
    for (const bad of [
      good.replace('https://login', 'http://login'),
      good.replace('https://graph', 'http://graph'),
      good.replace(/smtp:.*\n/, ''),
      good.replace('port: 587', 'port: 0'),
      `${good}kind: global\n`,
      `${good}rejectUnauthorized: false\n`,
      ...['a b', '-x', 'smtp.$(calc)', "x'; calc", 'a"b', 'https://a.example', 'a..b', ''].map((host) =>
        good.replace(/host: [^,}]*/, `host: ${JSON.stringify(host)}`),
      ),
      good.replace(/^name:.*\n/m, 'name: "a\\x1b[31mb"\n'),
      'just text',
      '',
      '{ unfinished',
    ])
      expect(loadCloudFile(await cloudFile(bad))).toMatchObject({
        ok: false,
        error: { code: expect.stringMatching(/^cloud-file-/) as string, field: 'cloud' },
      })
    expect(loadCloudFile('/nonexistent/cloud.yaml')).toMatchObject({
      ok: false,
      error: { code: 'cloud-file-unreadable', problems: [{ code: 'file-unreadable' }] },
    })
  })

  it('that explodes, builds things or is huge is refused quickly', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map(
        (name, n) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${'abcdefg'[n] ?? ''}`)
            .join(',')}]`,
      ),
    ].join('\n')
    for (const bad of [
      bomb,
      `${good}x: !!js/function 'function(){}'`,
      `${good}${'# padding\n'.repeat(30_000)}`,
    ])
      expect(loadCloudFile(await cloudFile(bad))).toMatchObject({
        ok: false,
        error: { code: expect.stringMatching(/^cloud-file-/) as string, field: 'cloud' },
      })
  })
})

describe('recipes', () => {
  it('of ours are read with remedies, clouds and deadlines', () => {
    const source = new YamlRecipeSource({ assetsFolder, userFolder: null, log: new MemoryLog() })
    expect(source.recipe('eap')?.id).toBe('eap')
    expect(source.recipe('no-such-product')).toBeNull()
    expect(source.remedies().causes.length).toBeGreaterThan(10)
    expect(source.deadlines().map(({ id }) => id)).toContain('ews-end')
    expect(source.clouds().map((cloud) => cloud.kind)).toEqual(
      expect.arrayContaining(['global', 'gcc-high', 'dod', 'china']),
    )
  })

  it('of a person’s own are added; a wrong one, or one that takes the place of ours, is left out and said so', async () => {
    const dir = await temporaryFolder()
    const ours = await readFile(path.join(assetsFolder, 'recipes', 'eap.yaml'), 'utf8')
    await writeFile(path.join(dir, 'mine.yaml'), ours.replace(/^id: eap$/m, 'id: my-product'))
    await writeFile(path.join(dir, 'steals.yaml'), ours)
    await writeFile(path.join(dir, 'wrong.yaml'), 'schema: 1\nid: x')
    await writeFile(path.join(dir, 'notes.txt'), 'not a recipe')
    await symlink('/nonexistent', path.join(dir, 'gone.yml'))
    const log = new MemoryLog()
    const source = new YamlRecipeSource({ assetsFolder, userFolder: dir, log })
    expect(source.recipe('my-product')?.id).toBe('my-product')
    expect(source.recipes().filter((recipe) => recipe.id === 'eap')).toHaveLength(1)
    expect(log.lines.map((line) => path.basename(String(line.facts['file']))).sort()).toEqual([
      'gone.yml',
      'steals.yaml',
      'wrong.yaml',
    ])
  })

  it('are checked with every problem named', async () => {
    const library = recipeLibrary(assetsFolder)
    expect(
      checkRecipeFile(await readFile(path.join(assetsFolder, 'recipes', 'eap.yaml'), 'utf8'), library),
    ).toEqual([])
    expect(checkRecipeFile('schema: 1\nid: UPPER', library).length).toBeGreaterThan(3)
    expect(checkRecipeFile('a: [1', library)).toMatchObject([{ code: 'not-yaml', line: 1 }])
  })
})

it('codes can be read out over the telephone', () => {
  const ids = new SystemIds()
  for (let n = 0; n < 500; n += 1) expect(ids.code()).toMatch(/^[A-HJKMNP-Z2-9]{6}$/)
})
