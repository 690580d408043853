/** What Entra says of itself: endpoints, keys, instances, and which kind of account somebody has. */
import { type Context, Hono } from 'hono'
import { findUser, type Tenant } from '../tenant/tenant.ts'
import { checkTenant } from './authorize.ts'
import { errorBody, newTrace } from './errors.ts'
import type { TokenSigner } from './signing.ts'

export function metadataRoutes(tenant: Tenant, signer: TokenSigner): Hono {
  const app = new Hono()
  const answer = (c: Context, body: (segment: string) => object) => {
    const segment = c.req.param('tenant') ?? ''
    const error = checkTenant(tenant, segment)
    if (error !== undefined) return c.json(errorBody(error, newTrace(tenant.clock()), tenant.origin), 400)
    return c.json(body(segment))
  }
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (c) => answer(c, (to) => metadata(tenant, to)))
  app.get('/:tenant/.well-known/openid-configuration', (c) => answer(c, (to) => oldMetadata(tenant, to)))
  app.get('/:tenant/discovery/instance', (c) => c.json(instances(tenant)))
  app.get('/:tenant/discovery/v2.0/keys', async (c) => c.json(await signer.jwks()))
  app.get('/:tenant/discovery/keys', async (c) => c.json(await signer.jwks()))
  app.get('/:tenant/userrealm/:user', (c) => c.json(realm(tenant, c.req.param('user'))))
  return app
}

function metadata(tenant: Tenant, segment: string) {
  const base = `${tenant.origin}/${segment}`
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${tenant.origin}/${issuerOf(tenant, segment)}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${tenant.origin}/graph/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'cloud_instance_name',
      'cloud_instance_host_name',
      'cloud_graph_host_name',
      'msgraph_host',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'acr',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'at_hash',
      'c_hash',
      'email',
    ],
    tenant_region_scope: 'EU',
    cloud_instance_name: 'localhost',
    msgraph_host: 'localhost',
  }
}

/** Where no tenant is named, neither is an issuer: whoever checks tokens has to put the tenant in. */
function issuerOf(tenant: Tenant, segment: string): string {
  return ['common', 'organizations'].includes(segment.toLowerCase()) ? '{tenantid}' : tenant.state.tenantId
}

/** Of the endpoints without `v2.0`, whose tokens name another issuer. */
function oldMetadata(tenant: Tenant, segment: string) {
  const base = `${tenant.origin}/${segment}`
  return {
    ...metadata(tenant, segment),
    token_endpoint: `${base}/oauth2/token`,
    jwks_uri: `${base}/discovery/keys`,
    issuer: `${tenant.origin}/sts/${issuerOf(tenant, segment)}/`,
    authorization_endpoint: `${base}/oauth2/authorize`,
    device_authorization_endpoint: `${base}/oauth2/devicecode`,
    end_session_endpoint: `${base}/oauth2/logout`,
  }
}

function instances(tenant: Tenant) {
  const host = new URL(tenant.origin).host
  return {
    tenant_discovery_endpoint: `${tenant.origin}/${tenant.state.tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  }
}

/** Clients that send a password ask first whether the account is federated; nobody's is here. */
function realm(tenant: Tenant, name: string) {
  const domain = name.slice(name.indexOf('@') + 1).toLowerCase()
  const known = findUser(tenant, name) !== undefined || domain === tenant.state.tenantName
  return {
    ver: '1.0',
    account_type: known ? 'Managed' : 'Unknown',
    domain_name: domain,
    cloud_instance_name: new URL(tenant.origin).hostname,
    cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  }
}
