/** What Node's codes for a broken connection mean, in words that finish a sentence. */

export const certificateReasons: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate was issued for another host name',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet (is the clock of this computer right?)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate chain ends in an authority this computer does not trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate was issued by an authority this computer does not trust',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate was issued by an authority this computer does not trust',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the certificate was issued by an authority this computer does not trust',
}

export const networkReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there, or a firewall refuses the connection',
  ENOTFOUND: 'the host name is not known to DNS',
  EDNS: 'the host name could not be resolved',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'this computer has no route to that network',
  ECONNRESET: 'the connection was reset by the other side or something between',
  ETIMEDOUT: 'no answer came in time; a firewall may be dropping the connection',
}
