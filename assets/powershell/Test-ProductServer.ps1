<#
.SYNOPSIS
Tries from the product's own server whether it gets through to Microsoft 365, and changes nothing.

.DESCRIPTION
Looks up the names of a plan, connects, turns to TLS as the product would, and writes down which certificate is shown, by
whom it is trusted here, and how far the clock is off. Nobody signs in, no mail is sent, and no module is needed.

Needs: Windows PowerShell 5.1 or PowerShell 7. Run it on the server of the product, as the account of its service: another
account can have another proxy.

.PARAMETER Plan
What to try, a JSON file made by Sendproof.

.PARAMETER Result
Where the result goes. Give it back to Sendproof. It holds no password.

.PARAMETER JavaHome
Folder of the Java that the product runs on, where it brings one of its own. Without it JAVA_HOME and the path are asked.

.EXAMPLE
.\Test-ProductServer.ps1 -Plan preflight.json -Result preflight-result.json

.NOTES
Exit codes: 0 every connection stands - 1 at least one does not - 2 the plan cannot be used.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Plan,
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Result,
    [string] $JavaHome = ''
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 1.0

function Get-Moment { return [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ss.fffZ') }

# The reason under all the wrapping.
function Get-Reason {
    param($Record)
    $one = $Record.Exception
    while ($null -ne $one.InnerException) { $one = $one.InnerException }
    return [string] $one.Message
}

function Read-Line {
    param($Stream)
    $bytes = New-Object System.Collections.Generic.List[byte]
    while ($bytes.Count -lt 4000) {
        $one = $Stream.ReadByte()
        if ($one -lt 0 -or $one -eq 10) { break }
        if ($one -ne 13) { $bytes.Add([byte] $one) }
    }
    return [System.Text.Encoding]::ASCII.GetString($bytes.ToArray())
}

# All lines of one SMTP answer.
function Read-Answer {
    param($Stream)
    $lines = @()
    while ($lines.Count -lt 100) {
        $line = Read-Line $Stream
        $lines += $line
        if ($line -notmatch '^\d{3}-') { break }
    }
    return , $lines
}

function Write-Line {
    param($Stream, [string] $Text)
    $bytes = [System.Text.Encoding]::ASCII.GetBytes($Text + "`r`n")
    $Stream.Write($bytes, 0, $bytes.Length)
    $Stream.Flush()
}

# keytool of the product's Java, its list of roots and their fingerprints; $null where there is no Java.
function Read-Java {
    $places = @(foreach ($folder in $JavaHome, $env:JAVA_HOME) { if ($folder) { Join-Path (Join-Path $folder 'bin') 'keytool' } })
    $keytool = $null
    foreach ($place in $places) {
        foreach ($file in ($place + '.exe'), $place) { if (-not $keytool -and (Test-Path -LiteralPath $file)) { $keytool = $file } }
    }
    if (-not $keytool -and -not $JavaHome) {
        $found = Get-Command -Name 'keytool' -CommandType Application -ErrorAction SilentlyContinue
        if ($null -ne $found) { $keytool = [string] @($found)[0].Source }
    }
    if (-not $keytool) { return $null }
    $java = Split-Path -Parent (Split-Path -Parent $keytool)
    $store = ''
    foreach ($file in 'lib/security/cacerts', 'jre/lib/security/cacerts') {
        $path = Join-Path $java $file
        if (-not $store -and (Test-Path -LiteralPath $path)) { $store = $path }
    }
    $told = [ordered] @{ keytool = $keytool; keystore = $store; entries = 0; error = $null }
    $script:JavaRoots = @{}
    if (-not $store) { $told.error = 'no cacerts'; return $told }
    try {
        # every Java has this password on the list of roots it brings
        foreach ($line in (& $keytool -list -v -keystore $store -storepass changeit)) {
            if ([string] $line -match 'SHA256:\s*([0-9A-F:]{95})') { $script:JavaRoots[$Matches[1].Replace(':', '')] = $true }
        }
        $told.entries = $script:JavaRoots.Count
        if ($script:JavaRoots.Count -eq 0) { $told.error = 'keytool shows nothing' }
    }
    catch { $told.error = Get-Reason $_ }
    return $told
}

function Get-Sha256 {
    param($Certificate)
    $hash = [System.Security.Cryptography.SHA256]::Create()
    return [BitConverter]::ToString($hash.ComputeHash($Certificate.RawData)).Replace('-', '')
}

function Get-Proxy {
    param([string] $Address)
    try {
        $uri = New-Object System.Uri $Address
        $proxy = [System.Net.WebRequest]::DefaultWebProxy
        if ($null -eq $proxy -or $proxy.IsBypassed($uri)) { return $null }
        $through = $proxy.GetProxy($uri)
        if ($null -eq $through -or $through.Authority -eq $uri.Authority) { return $null }
        return [string] $through.GetLeftPart([System.UriPartial]::Authority)
    }
    catch { return $null }
}

# What was shown in the handshake. The chain is built here once more: what counts is what this machine trusts.
function Get-Shown {
    param($Certificate, [string] $Errors)
    $whole = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 $Certificate
    $chain = $script:Chain
    $root = $whole
    if ($chain.Count -gt 0) { $root = $chain[$chain.Count - 1] }
    $java = $null
    if ($null -ne $script:Java -and $null -eq $script:Java.error) {
        $java = $false
        foreach ($one in $chain) { if ($script:JavaRoots.ContainsKey((Get-Sha256 $one))) { $java = $true } }
    }
    return [ordered] @{
        subject = [string] $whole.Subject; issuer = [string] $whole.Issuer; root = [string] $root.Subject
        notAfter = $whole.NotAfter.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ'); thumbprint = [string] $whole.Thumbprint
        nameMatches = ($Errors -notmatch 'NameMismatch'); trusted = ($Errors -notmatch 'ChainErrors')
        problems = @($script:ChainProblems); javaTrusts = $java
    }
}

function Test-Target {
    param($Target, [int] $Seconds)
    $name = [string] $Target.host
    $port = [int] $Target.port
    $told = [ordered] @{
        host = $name; port = $port; speaks = [string] $Target.speaks
        addresses = @(); dnsError = $null; connected = $false; connectError = $null; greeting = $null; startTls = $null
        tls = $null; tlsError = $null; certificate = $null; skewSeconds = $null; proxy = (Get-Proxy ('https://{0}:{1}/' -f $name, $port))
    }
    try { $told.addresses = @(foreach ($one in [System.Net.Dns]::GetHostAddresses($name)) { [string] $one }) }
    catch { $told.dnsError = Get-Reason $_; return $told }
    $client = New-Object System.Net.Sockets.TcpClient
    try {
        try {
            if (-not $client.ConnectAsync($name, $port).Wait($Seconds * 1000)) { $told.connectError = 'no answer'; return $told }
            $told.connected = $true
        }
        catch { $told.connectError = Get-Reason $_; return $told }
        $stream = $client.GetStream()
        $stream.ReadTimeout = $Seconds * 1000
        $stream.WriteTimeout = $Seconds * 1000
        if ($Target.speaks -eq 'smtp') {
            try {
                $told.greeting = [string] @(Read-Answer $stream)[0]
                Write-Line $stream 'EHLO sendproof.invalid'
                $offers = Read-Answer $stream
                $told.startTls = @(foreach ($line in $offers) { if ($line -match '^250[- ]STARTTLS\s*$') { $line } }).Count -gt 0
                if (-not $told.startTls) { return $told }
                Write-Line $stream 'STARTTLS'
                $ready = [string] @(Read-Answer $stream)[0]
                if ($ready -notmatch '^220') { $told.tlsError = $ready; return $told }
            }
            catch { $told.tlsError = Get-Reason $_; return $told }
        }
        $script:Chain = @()
        $script:ChainProblems = @()
        $script:Errors = ''
        # every certificate is looked at and none is relied on: nothing secret goes over this connection
        $look = {
            param($unused, $certificate, $chain, $errors)
            $script:Errors = [string] $errors
            $script:Chain = @(foreach ($element in $chain.ChainElements) { New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 (, $element.Certificate.RawData) })
            $script:ChainProblems = @(foreach ($status in $chain.ChainStatus) { [string] $status.Status })
            return $true
        }
        $secure = New-Object System.Net.Security.SslStream $stream, $false, $look
        try {
            $secure.AuthenticateAsClient($name)
            $told.tls = [string] $secure.SslProtocol
            $told.certificate = Get-Shown $secure.RemoteCertificate $script:Errors
            if ($Target.speaks -eq 'https') {
                Write-Line $secure ("HEAD / HTTP/1.1`r`nHost: {0}`r`nConnection: close`r`n" -f $name)
                for ($count = 0; $count -lt 100; $count += 1) {
                    $line = Read-Line $secure
                    if (-not $line) { break }
                    if ($line -match '^Date:\s*(.+)$') {
                        $clock = [DateTime]::Parse($Matches[1], [System.Globalization.CultureInfo]::InvariantCulture, [System.Globalization.DateTimeStyles]::AdjustToUniversal)
                        $told.skewSeconds = [Math]::Round(($clock - [DateTime]::UtcNow).TotalSeconds)
                    }
                }
            }
        }
        catch { if ($null -eq $told.tls) { $told.tlsError = Get-Reason $_ } }
        finally { $secure.Dispose() }
        return $told
    }
    finally { $client.Close() }
}

$options = @{}
if ((Get-Command ConvertFrom-Json).Parameters.Keys -contains 'DateKind') { $options['DateKind'] = 'String' }
$wanted = $null
try { $wanted = ConvertFrom-Json -InputObject (Get-Content -LiteralPath $Plan -Raw -Encoding UTF8 -ErrorAction Stop) @options }
catch { $wanted = $null }
if ($null -eq $wanted -or $wanted.format -ne 'sendproof-preflight-plan' -or $wanted.version -ne 1) {
    Write-Host ('{0} is not a plan of Sendproof for this script.' -f $Plan)
    exit 2
}
if (Test-Path -LiteralPath $Result) {
    Write-Host ('{0} is there already. Give -Result another name.' -f $Result)
    exit 2
}

Write-Host ([string] $wanted.title)
$script:JavaRoots = @{}
$script:Java = Read-Java
$system = [string] [System.Environment]::OSVersion.VersionString
$report = [ordered] @{
    format = 'sendproof-preflight-result'; version = 1; planId = [string] $wanted.id; setup = [string] $wanted.setup
    startedAt = (Get-Moment); finishedAt = ''
    machine = [ordered] @{
        name = [string] [System.Environment]::MachineName; account = [string] [System.Environment]::UserName
        system = $system; powershell = [string] $PSVersionTable.PSVersion
    }
    java = $script:Java; checks = @()
}
$code = 0
$checks = @()
foreach ($target in @($wanted.targets)) {
    $told = Test-Target $target ([int] $wanted.timeoutSeconds)
    $checks += , $told
    $shown = 'not connected'
    if ($told.dnsError) { $shown = 'name not found' }
    elseif ($told.connected) { $shown = 'connected, but no TLS' }
    if ($null -ne $told.tls) { $shown = '{0}, certificate from {1}' -f $told.tls, $told.certificate.issuer }
    if ($null -eq $told.tls -or -not $told.certificate.trusted -or -not $told.certificate.nameMatches) { $code = 1 }
    Write-Host ('{0}:{1} - {2}' -f $told.host, $told.port, $shown)
}
$report['checks'] = $checks
$report['finishedAt'] = Get-Moment
Set-Content -LiteralPath ($Result + '.new') -Value (ConvertTo-Json -InputObject $report -Depth 8 -Compress) -Encoding UTF8 -NoNewline -ErrorAction Stop
Move-Item -LiteralPath ($Result + '.new') -Destination $Result -Force -ErrorAction Stop
Write-Host ('The result is in {0}.' -f $Result)
exit $code
