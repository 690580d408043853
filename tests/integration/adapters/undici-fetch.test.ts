import { createServer as createHttps } from 'node:https'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Server } from 'node:net'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import { createCertificates } from '../../../src/practice/tenant/certificates.ts'
import { temporaryFolder } from './practice-setup.ts'

const certificates = createCertificates('fetch', Date.now())

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

async function secureServer(): Promise<{ port: number; caFile: string }> {
  const caFile = path.join(await temporaryFolder(), 'ca.pem')
  await writeFile(caFile, certificates.ca.certificate)
  const server = createHttps(
    { key: certificates.server.privateKey, cert: certificates.server.certificate },
    (request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: 'https://evil.example/' }).end()
      else response.end(JSON.stringify({ method: request.method }))
    },
  )
  return { port: await listening(server), caFile }
}

it('trusts the authority of a cloud for that cloud alone', async () => {
  const { port, caFile } = await secureServer()
  const fetch = createUndiciFetch()
  const url = `https://localhost:${port}/`
  expect(await (await fetch(url, { method: 'POST', headers: {}, body: 'x' }, caFile)).json()).toEqual({
    method: 'POST',
  })
  await expect(fetch(url, { method: 'GET', headers: {} })).rejects.toThrow()
})

it('does not carry a token on to where a redirect points', async () => {
  const { port, caFile } = await secureServer()
  await expect(
    createUndiciFetch()(
      `https://localhost:${port}/away`,
      { method: 'GET', headers: { authorization: 'Bearer x' } },
      caFile,
    ),
  ).rejects.toThrow()
})

it('goes through the proxy of the environment, but never for this computer itself', async () => {
  const { port, caFile } = await secureServer()
  const asked: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listening(proxy)}`)
  vi.stubEnv('https_proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  vi.stubEnv('NO_PROXY', '')
  vi.stubEnv('no_proxy', '')
  onTestFinished(() => void vi.unstubAllEnvs())
  const fetch = createUndiciFetch()
  await fetch(`https://localhost:${port}/`, { method: 'GET', headers: {} }, caFile)
  expect(asked).toEqual([])
  // The certificate is not for this name, so it fails, but at the end of the proxy's tunnel.
  await expect(
    fetch('https://login.contoso.example/', { method: 'GET', headers: {} }, caFile),
  ).rejects.toThrow()
  expect(asked).toEqual(['login.contoso.example:443'])
})
