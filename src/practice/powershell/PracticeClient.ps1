# How the modules here speak to the practice tenant: each takes this into its own scope.

$script:Client = $null

# Trusts the practice tenant's own CA and no other one.
function Get-Client {
    param($Tenant)
    if ($null -ne $script:Client) { return $script:Client }
    $ca = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($Tenant.caFile)
    if ($PSVersionTable.PSEdition -eq 'Desktop') {
        Add-Type -AssemblyName System.Net.Http
        # Both modules may be in one session, and a type is made once.
        if (-not ('PracticeTrust' -as [type])) {
            Add-Type -ReferencedAssemblies System.Net.Http -TypeDefinition @'
using System.Net.Http; using System.Security.Cryptography.X509Certificates;
public static class PracticeTrust {
    public static HttpClientHandler Handler(X509Certificate2 authority) {
        var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = (request, certificate, given, errors) => {
            var chain = new X509Chain();
            chain.ChainPolicy.ExtraStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
            if (!chain.Build(certificate)) return false;
            return chain.ChainElements[chain.ChainElements.Count - 1].Certificate.Thumbprint == authority.Thumbprint;
        };
        return handler;
    }
}
'@
        }
        $handler = [PracticeTrust]::Handler($ca)
    }
    else {
        $policy = [System.Security.Cryptography.X509Certificates.X509ChainPolicy]::new()
        $policy.TrustMode = 'CustomRootTrust'
        $policy.RevocationMode = 'NoCheck'
        $null = $policy.CustomTrustStore.Add($ca)
        $handler = [System.Net.Http.SocketsHttpHandler]::new()
        $handler.SslOptions.CertificateChainPolicy = $policy
    }
    $script:Client = [System.Net.Http.HttpClient]::new($handler)
    $script:Client
}
