# Plays Microsoft.Graph.Authentication for the practice tenant: a person signs in, and requests go to its Graph.
# PRACTICE_GRAPH names a JSON file: origin, caFile, key, account; calls: a file that gets a line for each request;
# busy: numbers of the requests that are asked to come again; kill: { write, when } ends this very process before or
# after that many requests that write. Without the file there is nothing to connect to.

$script:Context = $null
$script:Token = $null
$script:Writes = 0
$script:Requests = 0
# The application people sign in to unless they name another.
$script:CommandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e'
. (Join-Path $PSScriptRoot '../PracticeClient.ps1')

function Get-PracticeTenant {
    if (-not $env:PRACTICE_GRAPH) { throw 'The practice tenant is not running: PRACTICE_GRAPH is not set.' }
    Get-Content -LiteralPath $env:PRACTICE_GRAPH -Raw -Encoding UTF8 | ConvertFrom-Json
}

# One request: @{ status; headers; text }.
function Send-Practice {
    param($Tenant, [string] $Method, [string] $Uri, [string] $Bearer, [string] $Body, [System.Collections.IDictionary] $Headers)
    $request = [System.Net.Http.HttpRequestMessage]::new($Method, $Uri)
    $request.Headers.Add('Authorization', 'Bearer ' + $Bearer)
    if ($Headers) { foreach ($name in $Headers.Keys) { $null = $request.Headers.TryAddWithoutValidation([string] $name, [string] $Headers[$name]) } }
    if ($Body) { $request.Content = [System.Net.Http.StringContent]::new($Body, [System.Text.Encoding]::UTF8, 'application/json') }
    $response = (Get-Client $Tenant).SendAsync($request).GetAwaiter().GetResult()
    $given = New-Object 'System.Collections.Generic.Dictionary[string,System.Collections.Generic.IEnumerable[string]]' ([System.StringComparer]::OrdinalIgnoreCase)
    foreach ($header in $response.Headers) { $given[$header.Key] = $header.Value }
    @{ status = [int] $response.StatusCode; headers = $given; text = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult() }
}

# The middle part of a token, which says what it allows.
function Read-Token {
    param([string] $Token)
    $part = $Token.Split('.')[1].Replace('-', '+').Replace('_', '/')
    $part = $part.PadRight($part.Length + (4 - $part.Length % 4) % 4, '=')
    [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($part)) | ConvertFrom-Json
}

function Connect-MgGraph {
    [CmdletBinding(DefaultParameterSetName = 'UserParameterSet')]
    param(
        [Parameter(ParameterSetName = 'UserParameterSet', Position = 1)] [string[]] $Scopes,
        [Parameter(ParameterSetName = 'UserParameterSet')]
        [Parameter(ParameterSetName = 'AppCertificateParameterSet', Mandatory = $true, Position = 1)]
        [Parameter(ParameterSetName = 'IdentityParameterSet')] [string] $ClientId,
        [Parameter(ParameterSetName = 'UserParameterSet', Position = 2)]
        [Parameter(ParameterSetName = 'AppCertificateParameterSet')]
        [Parameter(ParameterSetName = 'AppSecretCredentialParameterSet')] [string] $TenantId,
        [Parameter(ParameterSetName = 'AppCertificateParameterSet', Position = 2)] [string] $CertificateSubjectName,
        [Parameter(ParameterSetName = 'AppCertificateParameterSet', Position = 3)] [string] $CertificateThumbprint,
        [Parameter(ParameterSetName = 'AppCertificateParameterSet')] [bool] $SendCertificateChain,
        [Parameter(ParameterSetName = 'AppCertificateParameterSet')] [System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate,
        [Parameter(ParameterSetName = 'AppSecretCredentialParameterSet')] [System.Management.Automation.PSCredential] $ClientSecretCredential,
        [Parameter(ParameterSetName = 'AccessTokenParameterSet', Mandatory = $true, Position = 1)] [System.Security.SecureString] $AccessToken,
        [Parameter(ParameterSetName = 'IdentityParameterSet')] [switch] $Identity,
        [Parameter(ParameterSetName = 'EnvironmentVariableParameterSet')] [switch] $EnvironmentVariable,
        [ValidateSet('Process', 'CurrentUser')] [string] $ContextScope = 'CurrentUser',
        [ValidateNotNullOrEmpty()] [string] $Environment = 'Global',
        [Parameter(ParameterSetName = 'UserParameterSet')] [switch] $UseDeviceCode,
        [double] $ClientTimeout,
        [switch] $NoWelcome
    )
    if ($PSCmdlet.ParameterSetName -ne 'UserParameterSet') { throw 'In the practice tenant a person signs in.' }
    $tenant = Get-PracticeTenant
    if (-not $ClientId) { $ClientId = $script:CommandLineTools }
    $asked = @(foreach ($scope in $Scopes) { 'https://graph.microsoft.com/' + $scope }) -join ' '
    if (-not $asked) { $asked = 'https://graph.microsoft.com/User.Read' }
    $wish = ConvertTo-Json -InputObject @(@{ clientId = $ClientId; account = [string] $tenant.account; scope = $asked }) -Depth 4 -Compress
    $reply = Send-Practice $tenant 'POST' ($tenant.origin + '/practice/admin/robotToken') ([string] $tenant.key) $wish $null
    $answer = $reply.text | ConvertFrom-Json
    if ($reply.status -ne 200) { throw (New-Object System.UnauthorizedAccessException ('InteractiveBrowserCredential authentication failed: ' + [string] $answer.error.text)) }
    $script:Token = [string] $answer.result.accessToken
    $claims = Read-Token $script:Token
    $script:Context = [pscustomobject] @{
        ClientId              = $ClientId
        TenantId              = [string] $(if ($tenant.tenantId) { $tenant.tenantId } else { $claims.tid })
        Scopes                = @([string] $claims.scp -split ' ')
        AuthType              = 'Delegated'
        TokenCredentialType   = $(if ($UseDeviceCode) { 'DeviceCode' } else { 'InteractiveBrowser' })
        CertificateThumbprint = $null
        CertificateSubjectName = $null
        Account               = [string] $answer.result.account
        AppName               = [string] $claims.app_displayname
        ContextScope          = $ContextScope
        Environment           = $Environment
    }
    if (-not $NoWelcome) { 'Welcome to Microsoft Graph! This is the practice tenant. Nothing real is reached.' }
}

function Get-MgContext {
    [CmdletBinding()]
    param()
    $script:Context
}

function Disconnect-MgGraph {
    [CmdletBinding()]
    param()
    if ($null -eq $script:Context) { throw (New-Object System.InvalidOperationException 'No application to sign out from.') }
    $script:Context
    $script:Context = $null
    $script:Token = $null
}

function Invoke-MgGraphRequest {
    [CmdletBinding()]
    param(
        [Parameter(Position = 1)] [ValidateSet('GET', 'POST', 'PUT', 'PATCH', 'DELETE')] [string] $Method = 'GET',
        [Parameter(Mandatory = $true, Position = 2)] [uri] $Uri,
        [Parameter(Position = 3, ValueFromPipeline = $true)] [object] $Body,
        [Parameter(Position = 4)] [System.Collections.IDictionary] $Headers,
        [Parameter(Position = 5)] [string] $OutputFilePath,
        [switch] $InferOutputFileName,
        [Parameter(Position = 6)] [string] $InputFilePath,
        [switch] $PassThru,
        [Parameter(Position = 7)] [string] $ContentType,
        [Parameter(Position = 8)] [string] $SessionVariable,
        [Parameter(Position = 9)] [string] $ResponseHeadersVariable,
        [Parameter(Position = 10)] [string] $StatusCodeVariable,
        [switch] $SkipHeaderValidation,
        [Parameter(Position = 11)] [object] $GraphRequestSession,
        [Parameter(Position = 12)] [string] $UserAgent,
        [Parameter(Position = 13)] [ValidateSet('HashTable', 'PSObject', 'HttpResponseMessage', 'Json')] [string] $OutputType = 'HashTable',
        [switch] $SkipHttpErrorCheck
    )
    if ($null -eq $script:Context) { throw (New-Object System.InvalidOperationException 'Authentication needed. Please call Connect-MgGraph.') }
    $tenant = Get-PracticeTenant
    $address = [string] $Uri.OriginalString
    if (-not $Uri.IsAbsoluteUri) { $address = $tenant.origin + '/graph/' + $address.TrimStart('/') }
    elseif ($address -match '^https://graph\.microsoft\.com/') { $address = $tenant.origin + '/graph/' + $Uri.PathAndQuery.TrimStart('/') }
    $text = $(if ($null -eq $Body -or $Body -is [string]) { [string] $Body } else { ConvertTo-Json -InputObject $Body -Depth 20 -Compress })
    if ($tenant.calls) { Add-Content -LiteralPath $tenant.calls -Value ($Method + ' ' + ([uri] $address).PathAndQuery) -Encoding UTF8 }
    $script:Requests += 1
    # rehearsed: Graph has too much to do
    if (@($tenant.busy) -contains $script:Requests) {
        $after = New-Object 'System.Collections.Generic.Dictionary[string,System.Collections.Generic.IEnumerable[string]]'
        $after['Retry-After'] = [string[]] @('0')
        if ($StatusCodeVariable) { $PSCmdlet.SessionState.PSVariable.Set($StatusCodeVariable, 429) }
        if ($ResponseHeadersVariable) { $PSCmdlet.SessionState.PSVariable.Set($ResponseHeadersVariable, $after) }
        return '{"error":{"code":"TooManyRequests","message":"Too many requests"}}'
    }
    $writes = $Method -ne 'GET'
    if ($writes) { $script:Writes += 1 }
    # rehearsed: the window is closed at this very moment
    $ends = $writes -and $tenant.kill -and $tenant.kill.write -eq $script:Writes
    if ($ends -and $tenant.kill.when -eq 'before') { [System.Diagnostics.Process]::GetCurrentProcess().Kill() }
    $reply = Send-Practice $tenant $Method $address $script:Token $text $Headers
    if ($ends) { [System.Diagnostics.Process]::GetCurrentProcess().Kill() }
    # into the scope of whoever calls, as the module's own does
    if ($StatusCodeVariable) { $PSCmdlet.SessionState.PSVariable.Set($StatusCodeVariable, $reply.status) }
    if ($ResponseHeadersVariable) { $PSCmdlet.SessionState.PSVariable.Set($ResponseHeadersVariable, $reply.headers) }
    if ($reply.status -ge 400 -and -not $SkipHttpErrorCheck) {
        throw (New-Object System.Net.Http.HttpRequestException ('Response status code does not indicate success: ' + $reply.status))
    }
    if (-not $reply.text) { return }
    if ($OutputType -eq 'Json') { return $reply.text }
    if ($OutputType -eq 'HttpResponseMessage') { throw 'The practice module answers with JSON, objects or tables.' }
    $object = $reply.text | ConvertFrom-Json
    if ($OutputType -eq 'PSObject') { return $object }
    $table = @{}
    foreach ($property in $object.PSObject.Properties) { $table[$property.Name] = $property.Value }
    $table
}

Export-ModuleMember -Function Connect-MgGraph, Disconnect-MgGraph, Get-MgContext, Invoke-MgGraphRequest
