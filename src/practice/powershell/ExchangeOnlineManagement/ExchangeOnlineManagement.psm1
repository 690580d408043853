# Plays ExchangeOnlineManagement for the practice tenant: the module's own three cmdlets, and the way the others come
# into a session (a module tmpEXO_*, written to the temporary folder at each connect).
# PRACTICE_EXCHANGE names a JSON file: url, caFile, key, account. Without it there is nothing to connect to.

$script:Connections = @()
. (Join-Path $PSScriptRoot '../PracticeClient.ps1')

function Get-PracticeTenant {
    if (-not $env:PRACTICE_EXCHANGE) { throw 'The practice tenant is not running: PRACTICE_EXCHANGE is not set.' }
    Get-Content -LiteralPath $env:PRACTICE_EXCHANGE -Raw -Encoding UTF8 | ConvertFrom-Json
}

function Send-Practice {
    param([string] $Path, $Body)
    $tenant = Get-PracticeTenant
    $client = Get-Client $tenant
    $request = [System.Net.Http.HttpRequestMessage]::new('POST', $tenant.url + $Path)
    $request.Headers.Add('Authorization', 'Bearer ' + $tenant.key)
    $request.Headers.Add('Accept-Language', [string] $(if ($env:PRACTICE_CULTURE) { $env:PRACTICE_CULTURE } elseif ($PSUICulture) { $PSUICulture } else { 'en-US' }))
    $json = ConvertTo-Json -InputObject $Body -Depth 8 -Compress
    $request.Content = [System.Net.Http.StringContent]::new($json, [System.Text.Encoding]::UTF8, 'application/json')
    $response = $client.SendAsync($request).GetAwaiter().GetResult()
    $text = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
    $options = @{}
    # A text that looks like a date has to stay a text.
    if ((Get-Command ConvertFrom-Json).Parameters.ContainsKey('DateKind')) { $options.DateKind = 'String' }
    $text | ConvertFrom-Json @options
}

function ConvertTo-Plain {
    param($Value)
    if ($null -eq $Value) { return $null }
    if ($Value -is [System.Management.Automation.SwitchParameter]) { return [bool] $Value }
    if ($Value -is [System.Security.SecureString]) { return '(secret)' }
    if ($Value -is [guid]) { return $Value.ToString() }
    if ($Value -is [datetime]) { return $Value.ToUniversalTime().ToString('o') }
    if ($Value -is [System.Collections.IDictionary]) {
        $plain = @{}
        foreach ($key in $Value.Keys) { $plain[[string] $key] = ConvertTo-Plain $Value[$key] }
        return $plain
    }
    if ($Value -is [System.Collections.IEnumerable] -and $Value -isnot [string]) {
        return , @(foreach ($one in $Value) { ConvertTo-Plain $one })
    }
    if ($Value -is [bool] -or $Value -is [int] -or $Value -is [string]) { return $Value }
    [string] $Value
}

# Objects come back deserialised: a type name of the server's, no methods, lists as ArrayList.
function ConvertTo-Deserialized {
    param($Sent)
    $object = $Sent.values
    foreach ($property in $object.PSObject.Properties) {
        if ($property.Value -is [object[]]) {
            $list = New-Object System.Collections.ArrayList
            foreach ($one in $property.Value) { $null = $list.Add($one) }
            $property.Value = $list
        }
    }
    foreach ($name in @($Sent.guids)) { if ($name) { $object.$name = [guid] $object.$name } }
    $object.PSObject.TypeNames.Insert(0, 'Deserialized.Microsoft.Exchange.Data.Directory.Management.' + $Sent.type)
    $object
}

# One call of a cmdlet. Returns objects, warnings and at most one error; the generated function writes them.
$script:InvokeCmdlet = {
    param([string] $ConnectionId, [string] $Name, $Bound, [bool] $ValidateOnly)
    $parameters = @{}
    $own = 'ErrorAction', 'ErrorVariable', 'WarningAction', 'WarningVariable', 'InformationAction', 'InformationVariable',
    'OutBuffer', 'OutVariable', 'PipelineVariable', 'ProgressAction', 'Verbose', 'Debug', 'WhatIf', 'Confirm'
    foreach ($key in $Bound.Keys) { if ($own -notcontains $key) { $parameters[$key] = ConvertTo-Plain $Bound[$key] } }
    $objects = New-Object System.Collections.ArrayList
    $reply = Send-Practice '/invoke' @{
        connectionId = $ConnectionId; cmdlet = $Name; parameters = $parameters; validateOnly = $ValidateOnly
    }
    $answer = @{ objects = $objects; warnings = @(); error = $null; reason = ''; requestId = [string] $reply.requestId }
    if ($reply.PSObject.Properties['lost']) {
        foreach ($one in $script:Connections) { if ($one.ConnectionId -eq $ConnectionId) { $one.State = 'Broken'; $one.TokenStatus = 'Expired' } }
        $answer.error = 'You must call the Connect-ExchangeOnline cmdlet before calling any other cmdlets.'
        $answer.reason = 'UnauthorizedAccessException'
        return $answer
    }
    # rehearsed: the window is closed at this very moment
    if ($reply.PSObject.Properties['killed']) { [System.Diagnostics.Process]::GetCurrentProcess().Kill() }
    if ($reply.PSObject.Properties['throttled']) {
        $answer.error = 'Maximum retry count reached.'
        $answer.reason = 'Exception'
        return $answer
    }
    if ($reply.PSObject.Properties['error']) {
        $answer.error = $reply.error
        $answer.reason = (($reply.error -split '\|')[1] -split '\.')[-1]
        return $answer
    }
    $answer.warnings = @($reply.warnings)
    while ($true) {
        foreach ($sent in $reply.objects) { $null = $objects.Add((ConvertTo-Deserialized $sent)) }
        if (-not $reply.next) { break }
        $reply = Send-Practice '/page' @{ next = $reply.next }
    }
    $answer
}

function Get-TypeText {
    param([string] $Type)
    switch ($Type) {
        'SwitchParameter' { '[switch]' }
        'String' { '[string]' }
        'String[]' { '[string[]]' }
        'DateTime' { '[datetime]' }
        'Guid' { '[guid]' }
        'Int32' { '[int]' }
        'SecureString' { '[System.Security.SecureString]' }
        default { '[System.Object]' }
    }
}

# Made once for each process: an account without a role has fewer cmdlets or parameters, never other ones.
$script:FunctionTexts = @{}

function Get-KnownFunctionText {
    param($Cmdlet)
    $key = $Cmdlet.name + ' ' + ($Cmdlet.parameters.name -join ' ')
    if (-not $script:FunctionTexts.ContainsKey($key)) { $script:FunctionTexts[$key] = Get-FunctionText $Cmdlet }
    $script:FunctionTexts[$key]
}

# The text of a function as the service describes the cmdlet. Names come from the service's own table, never from a plan.
function Get-FunctionText {
    param($Cmdlet)
    $parameters = foreach ($parameter in $Cmdlet.parameters) {
        $attributes = foreach ($set in $parameter.sets) {
            $parts = @()
            if ($set.name) { $parts += "ParameterSetName='$($set.name)'" }
            if ($set.mandatory) { $parts += 'Mandatory=$true' }
            if ($null -ne $set.position) { $parts += "Position=$($set.position)" }
            if ($parameter.pipeline) { $parts += 'ValueFromPipeline=$true' }
            if ($parameter.byPropertyName) { $parts += 'ValueFromPipelineByPropertyName=$true' }
            "[Parameter($($parts -join ', '))]"
        }
        "        $($attributes -join ' ') $(Get-TypeText $parameter.type) `${$($parameter.name)}"
    }
    $binding = @()
    if ($Cmdlet.defaultSet) { $binding += "DefaultParameterSetName='$($Cmdlet.defaultSet)'" }
    if ($Cmdlet.whatIf -ne 'none') {
        $binding += 'SupportsShouldProcess=$true'
        $binding += "ConfirmImpact='$(if ($Cmdlet.asks) { 'High' } else { 'Medium' })'"
    }
    $reserved = if ($Cmdlet.whatIf -eq 'reserved') { '$true' } else { '$false' }
    $asks = if ($Cmdlet.asks) { '$true' } else { '$false' }
    $process = if ($Cmdlet.whatIf -eq 'none') { '$null' } else { '$PSCmdlet' }
    @"
function $($Cmdlet.name) {
    [CmdletBinding($($binding -join ', '))]
    param(
$($parameters -join ",`n")
    )
    begin { `$waiting = New-Object System.Collections.ArrayList }
    process {
        # What comes through a pipeline goes out in batches of ten, late and out of step with the loop.
        if (`$MyInvocation.ExpectingInput) {
            `$null = `$waiting.Add((@{} + `$PSBoundParameters))
            if (`$waiting.Count -lt 10) { return }
            foreach (`$bound in `$waiting.ToArray()) { Invoke-Remote '$($Cmdlet.name)' `$bound $process $reserved $asks }
            `$waiting.Clear()
        }
        else { Invoke-Remote '$($Cmdlet.name)' `$PSBoundParameters $process $reserved $asks }
    }
    end { foreach (`$bound in `$waiting.ToArray()) { Invoke-Remote '$($Cmdlet.name)' `$bound $process $reserved $asks } }
}
"@
}

# What every generated function ends in. The service is asked first and ShouldProcess after it, as in the real module:
# a preference variable alone stops nothing.
$script:ModuleHead = @'
$script:Invoke = $args[0]
$script:ConnectionId = $args[1]
function Write-ErrorMessage {
    [CmdletBinding()]
    param([string] $Message, [string] $Reason, [string] $Activity, [string] $RequestId)
    $id = "[Server=DB8PR04MB1001,RequestId=$RequestId,TimeStamp=$((Get-Date).ToUniversalTime().ToString('r'))]"
    $record = New-Object System.Management.Automation.ErrorRecord (New-Object System.Exception $Message), $id, 'NotSpecified', $null
    $record.CategoryInfo.Reason = $Reason
    $record.CategoryInfo.Activity = $Activity
    # the whole id ends in the name of this function
    Write-Error -Exception $record.Exception -ErrorId $id -Category NotSpecified -CategoryActivity $Activity -CategoryReason $Reason
    $global:EXO_LastExecutionStatus = $false
}
function Invoke-Remote {
    param([string] $Name, $Bound, $Process, [bool] $Reserved, [bool] $Asks)
    $global:EXO_LastExecutionStatus = $true
    $whatIf = $Bound.ContainsKey('WhatIf') -and $Bound['WhatIf'] -and -not $Reserved
    $confirms = if ($Bound.ContainsKey('Confirm')) { [bool] $Bound['Confirm'] } else { $Asks }
    $first = & $script:Invoke $script:ConnectionId $Name $Bound ([bool] ($whatIf -or ($confirms -and $null -ne $Process)))
    if ($null -eq $first.error -and $null -ne $Process -and -not $Reserved) {
        $go = $Process.ShouldProcess([string] $Bound['Identity'], $Name)
        if (-not $go) { return }
        if ($confirms) { $first = & $script:Invoke $script:ConnectionId $Name $Bound $false }
    }
    foreach ($text in $first.warnings) { Write-Warning $text }
    if ($null -ne $first.error) { Write-ErrorMessage $first.error $first.reason $Name $first.requestId; return }
    $first.objects
}
'@

function Connect-ExchangeOnline {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)] [string] $ConnectionUri,
        [Parameter(Position = 1)] [string] $AzureADAuthorizationEndpointUri,
        [Parameter(Position = 2)] [object] $ExchangeEnvironmentName = 'O365Default',
        [Parameter(Position = 3)] [object] $PSSessionOption,
        [Parameter(Position = 4)] [string] $DelegatedOrganization,
        [Parameter(Position = 5)] [string] $Prefix,
        [Parameter(Position = 6)] [string[]] $CommandName,
        [Parameter(Position = 7)] [string[]] $FormatTypeName,
        [string] $AccessToken,
        [string] $AppId,
        [switch] $BypassMailboxAnchoring,
        [System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate,
        [string] $CertificateFilePath,
        [System.Security.SecureString] $CertificatePassword,
        [string] $CertificateThumbprint,
        [System.Management.Automation.PSCredential] $Credential,
        [switch] $Device,
        [switch] $DisableWAM,
        [switch] $EnableErrorReporting,
        [string] $EXOModuleBasePath,
        [switch] $InlineCredential,
        [switch] $LoadCmdletHelp,
        [string] $LogDirectoryPath,
        [string] $LogLevel,
        [switch] $ManagedIdentity,
        [string] $ManagedIdentityAccountId,
        [string] $Organization,
        [uint32] $PageSize,
        [switch] $ShowBanner,
        [object] $ShowProgress,
        [System.Security.Cryptography.X509Certificates.X509Certificate2] $SigningCertificate,
        [switch] $SkipLoadingCmdletHelp,
        [switch] $SkipLoadingFormatData,
        [object] $TrackPerformance,
        [object] $UseMultithreading,
        [string] $UserPrincipalName,
        [switch] $UseRPSSession
    )
    $desktop = $PSVersionTable.PSEdition -eq 'Desktop'
    if ($desktop -and ($Device -or $InlineCredential)) {
        throw (New-Object System.Management.Automation.ParameterBindingException "A parameter cannot be found that matches parameter name 'Device'.")
    }
    $onWindows = $desktop -or $env:OS -eq 'Windows_NT'
    if ($CertificateThumbprint -and -not $onWindows) { throw 'CertificateThumbprint parameter is supported for Windows only.' }
    # The broker needs a window to stand in front of, and a console without one has none.
    $interactive = -not ($AppId -or $Device -or $DisableWAM -or $Credential -or $AccessToken -or $ManagedIdentity)
    if ($interactive -and $onWindows) { throw 'A window handle must be configured. See https://aka.ms/msal-net-wam#parent-window-handles' }

    # The broker's token lacks what a partner's roles are told by.
    if ($DelegatedOrganization -and -not ($AppId -or $Device -or $DisableWAM)) {
        throw (New-Object System.UnauthorizedAccessException "The role assigned to user '$UserPrincipalName' isn't supported in this scenario.")
    }

    $request = @{}
    if ($AppId) {
        $request.appId = $AppId
        $request.organization = $Organization
        $used = $Certificate
        if ($CertificateFilePath) { $used = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($CertificateFilePath) }
        if ($CertificateThumbprint) { $request.thumbprint = $CertificateThumbprint } elseif ($used) { $request.thumbprint = $used.Thumbprint }
    }
    elseif ($Device) {
        $shown = Send-Practice '/device' @{}
        # as the library does it: straight to the console, past every stream of PowerShell
        [Console]::Out.WriteLine($shown.message)
        $request.deviceCode = $shown.deviceCode
    }
    else {
        # The browser signs in whom it likes: the name given is a hint to it and no more.
        $account = (Get-PracticeTenant).account
        $request.account = if ($account) { $account } else { $UserPrincipalName }
    }
    if ($DelegatedOrganization) { $request.delegatedOrganization = $DelegatedOrganization }
    $reply = Send-Practice '/connect' $request
    while ($reply.PSObject.Properties['pending']) {
        Start-Sleep -Milliseconds $shown.intervalMs
        $reply = Send-Practice '/connect' $request
    }
    if ($reply.PSObject.Properties['failure']) { throw (New-Object System.UnauthorizedAccessException $reply.failure) }

    $base = if ($EXOModuleBasePath) { $EXOModuleBasePath } else { [System.IO.Path]::GetTempPath() }
    $name = 'tmpEXO_' + [System.IO.Path]::GetRandomFileName().Replace('.', '')
    $folder = Join-Path $base $name
    $null = New-Item -ItemType Directory -Path $folder -Force
    $wanted = @($reply.cmdlets)
    if ($CommandName) { $wanted = @($wanted | Where-Object { $CommandName -contains $_.name }) }
    $texts = @($script:ModuleHead) + @(foreach ($cmdlet in $wanted) { Get-KnownFunctionText $cmdlet })
    $texts += "Export-ModuleMember -Function @($(@($wanted | ForEach-Object { "'" + $_.name + "'" }) -join ', '))"
    $file = Join-Path $folder ($name + '.psm1')
    Set-Content -LiteralPath $file -Value ($texts -join "`n") -Encoding UTF8
    $import = @{ Name = $file; Global = $true; DisableNameChecking = $true; ArgumentList = @($script:InvokeCmdlet, $reply.connectionId) }
    if ($Prefix) { $import.Prefix = $Prefix }
    Import-Module @import -ErrorAction Stop

    $script:Connections += [pscustomobject] @{
        ConnectionId                     = [guid] $reply.connectionId
        State                            = 'Connected'
        Name                             = 'ExchangeOnline_1'
        UserPrincipalName                = $reply.userPrincipalName
        ConnectionUri                    = 'https://outlook.office365.com'
        TenantID                         = [guid] $reply.tenantId
        TokenStatus                      = 'Active'
        TokenExpiryTimeUTC               = (Get-Date).ToUniversalTime().AddHours(1)
        ModulePrefix                     = $Prefix
        Organization                     = $reply.organization
        AppId                            = if ($AppId) { [guid] $AppId } else { [guid] 'fb78d390-0c51-40cd-8e17-fdbfab77341b' }
        CertificateAuthentication        = [bool] $AppId
        IsEopSession                     = $false
        ConnectionUsedForInbuiltCmdlets  = $true
        ModuleName                       = $folder
    }
    if (-not $PSBoundParameters.ContainsKey('ShowBanner') -or $ShowBanner) {
        Write-Host 'This is the practice tenant. Nothing real is reached.'
    }
}

function Get-ConnectionInformation {
    [CmdletBinding(DefaultParameterSetName = 'Default')]
    param(
        [Parameter(ParameterSetName = 'ConnectionId', Mandatory = $true)] [string[]] $ConnectionId,
        [Parameter(ParameterSetName = 'ModulePrefix', Mandatory = $true)] [string[]] $ModulePrefix
    )
    foreach ($one in $script:Connections) {
        if ($ConnectionId -and $ConnectionId -notcontains $one.ConnectionId) { continue }
        if ($ModulePrefix -and $ModulePrefix -notcontains $one.ModulePrefix) { continue }
        $one
    }
}

function Disconnect-ExchangeOnline {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High', DefaultParameterSetName = 'DefaultParameterSet')]
    param(
        [Parameter(ParameterSetName = 'ConnectionId', Mandatory = $true, ValueFromPipelineByPropertyName = $true)] [string[]] $ConnectionId,
        [Parameter(ParameterSetName = 'ModulePrefix', Mandatory = $true)] [string[]] $ModulePrefix
    )
    process {
        if (-not $PSCmdlet.ShouldProcess('Running this cmdlet clears all active sessions created using Connect-ExchangeOnline or Connect-IPPSSession.', 'Disconnect-ExchangeOnline')) { return }
        $left = @()
        foreach ($one in $script:Connections) {
            if (($ConnectionId -and $ConnectionId -notcontains $one.ConnectionId) -or ($ModulePrefix -and $ModulePrefix -notcontains $one.ModulePrefix)) { $left += $one; continue }
            $null = Send-Practice '/disconnect' @{ connectionId = [string] $one.ConnectionId }
            Get-Module | Where-Object { $_.Name -like 'tmpEXO_*' -and $_.ModuleBase -eq $one.ModuleName } | Remove-Module
            Remove-Item -LiteralPath $one.ModuleName -Recurse -Force -ErrorAction SilentlyContinue
        }
        $script:Connections = $left
    }
}

Export-ModuleMember -Function Connect-ExchangeOnline, Disconnect-ExchangeOnline, Get-ConnectionInformation
