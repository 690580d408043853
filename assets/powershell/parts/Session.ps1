# The session with Exchange Online: signing in, comparing who it is with the plan, one call at a time with its retries,
# and what an error means. Errors are told apart by type; their texts are in the administrator's language.

$script:Connect = $null
$script:Retry = $null
$script:Version = $null
$script:Reconnected = $false
$script:Connected = $null
$script:WriteModuleTo = ''

# The parts of an error record that mean something everywhere.
function Get-ErrorFacts {
    param($Record)
    $message = [string] $Record.Exception.Message
    $type = [string] $Record.CategoryInfo.Reason
    if ($message -match '^Ex[0-9A-Fa-f]{6}\|([^|]+)\|') { $type = @($Matches[1] -split '\.')[-1] }
    $request = $null
    if ([string] $Record.FullyQualifiedErrorId -match 'RequestId=([0-9A-Fa-f-]{36})') { $request = $Matches[1] }
    return [ordered] @{
        type      = $type
        id        = [string] $Record.FullyQualifiedErrorId
        cmdlet    = [string] $Record.CategoryInfo.Activity
        message   = ($message -replace '^Ex[0-9A-Fa-f]{6}\|[^|]+\|', '')
        requestId = $request
    }
}

$script:CodeOfType = @{
    'ManagementObjectNotFoundException'             = 'recipient-missing'
    'ManagementObjectAmbiguousException'            = 'recipient-ambiguous'
    'InvalidOperationInDehydratedContextException'  = 'needs-customisation'
    'AuthZ-CmdletAccessDeniedException'             = 'access-denied'
    'CmdletAccessDeniedException'                   = 'access-denied'
    'ADScopeException'                              = 'access-denied'
    'CommandNotFoundException'                      = 'cmdlet-missing'
}

function Test-Connected {
    $connections = @(Get-ConnectionInformation -ErrorAction SilentlyContinue)
    foreach ($one in $connections) {
        if ([string] $one.State -eq 'Connected' -and [string] $one.TokenStatus -ne 'Expired') { return $true }
    }
    return $false
}

function ConvertTo-Trouble {
    param($Record, [System.Collections.IDictionary] $Parameters)
    $facts = Get-ErrorFacts $Record
    $address = [string] $Parameters['Identity']
    $told = @{ address = $address; message = $facts.message; cmdlet = $facts.cmdlet }
    $code = $script:CodeOfType[$facts.type]
    if ($facts.id -match '^NamedParameterNotFound') {
        $code = 'cmdlet-missing'
        $told['parameter'] = [string] $Record.Exception.ParameterName
    }
    if ($null -eq $code) {
        # The module says these two itself, in English whatever the language of the PC.
        if ($facts.message -match 'Maximum retry count reached' -or $facts.message -match 'HttpStatusCode=(429|503)') { $code = 'throttled' }
        elseif (-not (Test-Connected)) { $code = 'connection-lost' }
        else { $code = 'refused' }
    }
    return (New-Trouble $code $told $facts)
}

function Wait-Moment {
    param([double] $Seconds, [string] $Code)
    if ($Seconds -le 0) { return }
    Write-Step ([ordered] @{ event = 'waiting'; seconds = $Seconds; code = $Code }) ('Waiting {0} seconds.' -f $Seconds)
    Start-Sleep -Milliseconds ([int] ($Seconds * 1000))
}

function Open-Connection {
    param([System.Collections.IDictionary] $Parameters)
    Connect-ExchangeOnline @Parameters -ErrorAction Stop
}

# Signs in and compares with the plan before anything is read. Returns a trouble, or $null.
function Connect-Tenant {
    $signIn = $script:Connect.signIn
    $arguments = @{
        ShowBanner              = $false
        SkipLoadingFormatData   = $true
        ExchangeEnvironmentName = [string] $script:Connect.environment
    }
    if ($signIn.by -eq 'browser') { $arguments['DisableWAM'] = $true }
    if ($signIn.by -eq 'device') { $arguments['Device'] = $true }
    if ($signIn.by -eq 'certificate' -or $signIn.by -eq 'certificate-file') {
        $arguments['AppId'] = [string] $signIn.appId
        $arguments['Organization'] = [string] $signIn.organization
    }
    if ($signIn.by -eq 'certificate') { $arguments['CertificateThumbprint'] = [string] $signIn.thumbprint }
    if ($signIn.by -eq 'certificate-file') { $arguments['CertificateFilePath'] = [string] $signIn.file }
    if ($signIn.by -eq 'browser' -and $null -ne $script:Connect.account) {
        $arguments['UserPrincipalName'] = [string] $script:Connect.account
    }
    if ($null -ne $script:Connect.delegatedOrganization) {
        $arguments['DelegatedOrganization'] = [string] $script:Connect.delegatedOrganization
    }
    if ($null -ne $script:Connect.signingCertificate) {
        $arguments['SigningCertificate'] = Get-Item -LiteralPath ('Cert:\CurrentUser\My\' + [string] $script:Connect.signingCertificate) -ErrorAction Stop
    }
    Write-Step ([ordered] @{ event = 'signing-in'; by = [string] $signIn.by }) 'Signing in to Exchange Online.'
    try {
        Import-Module -Name $script:ModuleName -RequiredVersion $script:Version -ErrorAction Stop
        if ($script:WriteModuleTo -and @((Get-Command -Name Connect-ExchangeOnline).Parameters.Keys) -contains 'EXOModuleBasePath') {
            $arguments['EXOModuleBasePath'] = $script:WriteModuleTo
        }
        # whatever it says, such as the code for another device, belongs on the screen and not into what this function returns
        Open-Connection $arguments | Out-Host
    }
    catch {
        $facts = Get-ErrorFacts $_
        return (New-Trouble 'sign-in-failed' @{ message = $facts.message } $facts)
    }
    $connections = @(Get-ConnectionInformation -ErrorAction Stop)
    if ($connections.Count -eq 0) { return (New-Trouble 'sign-in-failed' @{ message = '' }) }
    $newest = $connections[-1]
    $script:Connected = [ordered] @{
        account      = [string] $newest.UserPrincipalName
        appId        = [string] $newest.AppId
        tenantId     = [string] $newest.TenantID
        organization = [string] $newest.Organization
    }
    # -ne on texts does not care about case
    if ($script:Connected.tenantId -ne [string] $script:Connect.tenantId) {
        return (New-Trouble 'wrong-tenant' @{ expected = [string] $script:Connect.tenantId; found = $script:Connected.tenantId })
    }
    $person = $signIn.by -eq 'browser' -or $signIn.by -eq 'device'
    if ($person -and $null -ne $script:Connect.account -and $script:Connected.account -ne [string] $script:Connect.account) {
        return (New-Trouble 'wrong-account' @{ expected = [string] $script:Connect.account; found = $script:Connected.account })
    }
    Write-Step ([ordered] @{ event = 'connected'; account = $script:Connected.account; tenantId = $script:Connected.tenantId }) `
        ('Signed in as {0}.' -f $(if ($script:Connected.account) { $script:Connected.account } else { $script:Connected.appId }))
    return $null
}

function Disconnect-Tenant {
    # asking for the cmdlet alone would load the module
    if ($null -eq $script:Connected) { return }
    # without -Confirm:$false it asks, and a window nobody sees waits for ever
    try { Disconnect-ExchangeOnline -Confirm:$false -ErrorAction Stop } catch { return }
}

# Which role group has a cmdlet, for the sentence that names it.
function Get-RoleName {
    param([string] $Cmdlet)
    if ($Cmdlet -match 'CASMailbox|RecipientPermission|MailboxPermission|-Mailbox$|DistributionGroup|UnifiedGroup|-User$|-Recipient$') {
        return 'Recipient Management'
    }
    return 'Organization Management'
}

# Cmdlets and parameters that are not in the session. The session holds what the account may use and nothing else:
# what is missing is a role, not a typing error.
function Find-Missing {
    param([string[]] $Needs)
    return , @(foreach ($need in @($Needs | Select-Object -Unique)) {
            $cmdlet, $parameter = $need -split '/', 2
            $command = Get-Command -Name $cmdlet -CommandType Function, Cmdlet -ErrorAction SilentlyContinue
            if ($null -eq $command) { New-Trouble 'cmdlet-missing' @{ cmdlet = $cmdlet; role = (Get-RoleName $cmdlet) } }
            elseif ($parameter -and @($command.Parameters.Keys) -notcontains $parameter) {
                New-Trouble 'cmdlet-missing' @{ cmdlet = $cmdlet; parameter = ('-' + $parameter); role = (Get-RoleName $cmdlet) }
            }
        })
}

# Parameters that say whom or what it is about. Empty, a cmdlet would take all there are.
$script:Selecting = 'Identity', 'Trustee', 'User', 'Member', 'App', 'CustomResourceScope', 'Resource', 'RecipientRestrictionFilter'

# One call. @{ ok; output; warnings; trouble }. $Call holds the cmdlet in full view and takes the parameters.
# What is refused for the moment is tried again; a lost connection is made again once. -JustMade: what it is about was
# made a moment ago, so "not found" is worth another try.
function Invoke-Exchange {
    param([string] $Cmdlet, [System.Collections.IDictionary] $Parameters, [scriptblock] $Call, [switch] $JustMade)
    foreach ($name in $script:Selecting) {
        if (@($Parameters.Keys) -contains $name -and -not ([string] $Parameters[$name]).Trim()) {
            return @{ ok = $false; output = @(); warnings = @(); trouble = (New-Trouble 'identity-empty' @{ cmdlet = $Cmdlet; parameter = ('-' + $name) }) }
        }
    }
    $wait = [double] $script:Retry.waitSeconds
    $try = 0
    while ($true) {
        $try += 1
        $warnings = @()
        try {
            $all = @(& $Call $Parameters 3>&1)
            $warnings = @(foreach ($one in $all) { if ($one -is [System.Management.Automation.WarningRecord]) { [string] $one.Message } })
            $output = @(foreach ($one in $all) { if ($null -ne $one -and $one -isnot [System.Management.Automation.WarningRecord]) { $one } })
            return @{ ok = $true; output = $output; warnings = $warnings; trouble = $null }
        }
        catch {
            $trouble = ConvertTo-Trouble $_ $Parameters
        }
        if ($trouble.code -eq 'connection-lost' -and -not $script:Reconnected) {
            $script:Reconnected = $true
            Write-Trouble $trouble
            $other = Connect-Tenant
            if ($null -eq $other) { continue }
            return @{ ok = $false; output = @(); warnings = $warnings; trouble = $other }
        }
        $again = $trouble.code -eq 'throttled' -or ($JustMade -and $trouble.code -eq 'recipient-missing')
        if (-not $again -or $try -ge [int] $script:Retry.tries) {
            if ($JustMade -and $trouble.code -eq 'recipient-missing') { $trouble['code'] = 'not-yet' }
            return @{ ok = $false; output = @(); warnings = $warnings; trouble = $trouble }
        }
        Wait-Moment $wait $trouble.code
        $wait = $wait * 2
    }
}
