# The session with Microsoft Graph: reading the plan, signing in, comparing who it is with the plan, one request at a time
# with its retries, and what a refusal means. Refusals are told apart by status and code, never by their text.

$script:ModuleName = 'Microsoft.Graph.Authentication'
$script:OldestModule = [version] '2.6.0'
# Every version takes every PowerShell that the preflight lets through.
$script:FirstForSevenSix = [version] '999.0'
$script:InTheWay = 'ExchangeOnlineManagement'
$script:WritesScripts = $false

$script:Version = $null
$script:Connected = $null
$script:Graph = $null
$script:FirstWait = 2
$script:MostTries = 10
$script:LastWrite = $null

$script:Sentences['module-missing'] = 'The module Microsoft.Graph.Authentication is not installed. Run: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser'
$script:Sentences['module-old'] = 'Microsoft.Graph.Authentication {found} is too old: {minimum} or later is needed. Run: Update-Module Microsoft.Graph.Authentication'
$script:Sentences['module-two-versions'] = 'Several versions of Microsoft.Graph.Authentication are installed ({found}); {taken} is used.'
$script:Sentences['constrained-language'] = 'This PC allows scripts {found} only (AppLocker or WDAC). Have the scripts signed.'
$script:Sentences['wrong-tenant'] = 'You are signed in to the tenant {found}. The plan is for {expected}. Nothing was read.'
$script:Sentences['right-missing'] = 'The sign-in lacks {right}. Accept it when the sign-in page asks for it, and start again.'
$script:Sentences['environment-unknown'] = 'The plan is for a cloud of somebody''s own. Name it with -Environment, as Get-MgEnvironment knows it.'
$script:Sentences['name-taken'] = 'The tenant has a registration called {name} already ({found}). Nothing was changed: ask whoever sent the plan which one is meant.'
$script:Sentences['object-missing'] = 'The tenant does not have {what} that this change is about.'
$script:Sentences['changed-since'] = 'What is there is not what the plan was made for. Ask for a new plan.'
$script:Sentences['secret-left-out'] = 'A client secret is made by whoever enters it into the product: Entra admin center, App registrations, Certificates and secrets.'
$script:Sentences['certificate-left-out'] = 'The plan holds no certificate to upload. Whoever sent it has to make one.'
$script:Sentences['denied'] = 'Microsoft Entra did not allow this ({said}). It takes the role {role}. A role that was just activated takes some minutes.'
$script:Sentences['against-policy'] = 'An app management policy of the tenant does not allow this ({said}).'
$script:Sentences['refused'] = 'Microsoft Graph refused this: {status} {said}'
$script:Sentences['throttled'] = 'Microsoft Graph asks for a pause.'
$script:Sentences['unanswered'] = 'Microsoft Graph did not answer. Start again: what was made is found out first.'
$script:Sentences['not-seen'] = 'Microsoft Graph accepted this and does not show it yet. Wait some minutes and start again.'
$script:Sentences['earlier-failed'] = 'Not tried, because {change} failed.'

function Test-Guid {
    param($Value)
    return ([string] $Value -match '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$')
}

# Every id of a plan goes into an address: it is an id, or the plan is not used.
function Test-Ids {
    param($Change)
    $target = $Change.target.id
    if ($null -ne $target) {
        if ('grant', 'role-assignment' -contains [string] $Change.target.object) { if ([string] $target -notmatch '^[0-9A-Za-z_-]{1,200}$') { return $false } }
        elseif (-not (Test-Guid $target)) { return $false }
    }
    foreach ($side in $Change.before, $Change.after) {
        foreach ($name in 'id', 'client', 'resourceId', 'principalId', 'roleId', 'appId', 'keyId') {
            if ($side -isnot [System.Management.Automation.PSCustomObject]) { continue }
            $value = Get-Value $side $name
            if ($null -ne $value -and -not (Test-Guid $value)) { return $false }
        }
    }
    return $true
}

# The plan, or what is wrong with it: @{ plan; digest; trouble }.
function Read-EntraPlan {
    param([string] $Path)
    $answer = Read-PlanFile $Path
    if ($null -ne $answer.trouble) { return $answer }
    $plan = $answer.plan
    $good = (Get-Value $plan 'format') -eq 'sendproof-entra-plan' -and (Get-Value $plan 'schema') -eq 1
    if ($good) { $good = (Test-Guid $plan.tenant.id) -and (Test-Guid $plan.setup.id) -and ($null -eq $plan.clientId -or (Test-Guid $plan.clientId)) }
    if ($good) {
        foreach ($change in (Get-List $plan.changes)) {
            if (-not $script:Kinds.ContainsKey([string] $change.kind) -or -not (Test-Ids $change)) { $good = $false }
        }
    }
    if (-not $good) {
        $answer.plan = $null
        $answer.trouble = New-Trouble 'plan-unreadable' @{ plan = $Path }
        return $answer
    }
    if (-not $answer.keepsTexts) {
        $changed = $null
        foreach ($change in (Get-List $plan.changes)) {
            # the end of a credential is a date, and stays one
            if ([string] $change.kind -match '-(secret|certificate)$') { continue }
            if ($null -eq $changed) { $changed = Find-Date $change }
        }
        if ($changed) {
            $answer.plan = $null
            $answer.trouble = New-Trouble 'plan-text-changed' @{ found = $changed }
        }
    }
    return $answer
}

$script:Environments = @{ 'global' = 'Global'; 'gcc-high' = 'USGov'; 'dod' = 'USGovDoD'; 'china' = 'China'; 'practice' = 'Global' }
$script:Hosts = @{
    'Global' = 'https://graph.microsoft.com'; 'USGov' = 'https://graph.microsoft.us'
    'USGovDoD' = 'https://dod-graph.microsoft.us'; 'China' = 'https://microsoftgraph.chinacloudapi.cn'
}

# Where an object is named by its address. The plan knows its cloud; an older plan leaves it to the environment's name.
function Get-GraphRoot {
    param($Wanted, [string] $Environment)
    $known = [string] (Get-Value $Wanted.tenant 'graph')
    if ($known) { return ($known -replace '/+$', '') }
    $root = [string] $script:Hosts[$Environment]
    if (-not $root) { $root = [string] (Get-MgEnvironment -Name $Environment -ErrorAction Stop).GraphEndpoint }
    return (($root -replace '/+$', '') + '/v1.0')
}

# What carrying out takes is in the plan; looking takes less. Nothing is asked for twice: writing contains reading.
function Get-Scopes {
    param($Wanted)
    $grants = $false
    foreach ($change in (Get-List $Wanted.changes)) { if ([string] $change.target.object -eq 'grant') { $grants = $true } }
    $scopes = @()
    if ($script:Gate -eq 'open') { $scopes += @(foreach ($right in (Get-List $Wanted.rights)) { [string] $right }) }
    if ($scopes -notcontains 'Application.ReadWrite.All') { $scopes += 'Application.Read.All' }
    if ($grants -and $scopes -notcontains 'DelegatedPermissionGrant.ReadWrite.All') { $scopes += 'Directory.Read.All' }
    return , @($scopes | Select-Object -Unique)
}

# Signs in and compares with the plan before anything is read. Returns a trouble, or $null.
function Connect-Tenant {
    param($Wanted, [string] $Environment, [bool] $Device)
    if (-not $Environment) { $Environment = [string] $script:Environments[[string] $Wanted.tenant.cloud] }
    if (-not $Environment) { return (New-Trouble 'environment-unknown') }
    $scopes = Get-Scopes $Wanted
    $arguments = @{
        Scopes = $scopes; TenantId = [string] $Wanted.tenant.id; Environment = $Environment
        ContextScope = 'Process'; NoWelcome = $true
    }
    if ($Device) { $arguments['UseDeviceCode'] = $true }
    Write-Step ([ordered] @{ event = 'signing-in' }) 'Signing in to Microsoft Graph.'
    try {
        Import-Module -Name $script:ModuleName -RequiredVersion $script:Version -ErrorAction Stop
        $script:Graph = Get-GraphRoot $Wanted $Environment
        # what it prints is for people: the code of a sign-in on another device
        Connect-MgGraph @arguments -ErrorAction Stop | Out-Host
        $context = Get-MgContext -ErrorAction Stop
    }
    catch { return (New-Trouble 'sign-in-failed' @{} (Get-Thrown $_)) }
    if ($null -eq $context) { return (New-Trouble 'sign-in-failed') }
    $script:Connected = [ordered] @{
        account  = [string] $context.Account
        tenantId = [string] $context.TenantId
        clientId = [string] $context.ClientId
        scopes   = @(foreach ($scope in @($context.Scopes)) { if ($scope) { [string] $scope } })
    }
    # -ne on texts does not care about case
    if ($script:Connected.tenantId -ne [string] $Wanted.tenant.id) {
        return (New-Trouble 'wrong-tenant' @{ expected = [string] $Wanted.tenant.id; found = $script:Connected.tenantId })
    }
    $lacking = @(foreach ($scope in $scopes) { if ($script:Connected.scopes -notcontains $scope) { $scope } })
    if ($lacking.Count -gt 0) { return (New-Trouble 'right-missing' @{ right = $lacking }) }
    Write-Step ([ordered] @{ event = 'connected'; account = $script:Connected.account; tenantId = $script:Connected.tenantId }) ('Signed in as {0}.' -f $script:Connected.account)
    return $null
}

function Disconnect-Tenant {
    # asking for the cmdlet alone would load the module
    if ($null -eq $script:Connected) { return }
    try { $null = Disconnect-MgGraph -ErrorAction Stop } catch { return }
}

# Of something thrown: its type, and its text for the eye only.
function Get-Thrown {
    param($Record)
    return [ordered] @{ type = [string] $Record.Exception.GetType().Name; message = [string] $Record.Exception.Message }
}

function Wait-Moment {
    param([double] $Seconds, [string] $Code)
    if ($Seconds -le 0) { return }
    Write-Step ([ordered] @{ event = 'waiting'; seconds = $Seconds; code = $Code }) ('Waiting {0} seconds.' -f $Seconds)
    Start-Sleep -Milliseconds ([int] ($Seconds * 1000))
}

# Seconds before try number $Try + 1.
function Get-Wait {
    param([int] $Try)
    $wait = [double] $script:FirstWait
    for ($done = 1; $done -lt $Try; $done += 1) { $wait = $wait * 2 }
    if ($wait -gt 15) { return [double] 15 }
    return $wait
}

function Get-Header {
    param($Headers, [string] $Name)
    if ($null -eq $Headers) { return $null }
    foreach ($key in @($Headers.Keys)) { if ([string] $key -eq $Name) { return [string] (@($Headers[$key])[0]) } }
    return $null
}

# One answer: @{ status; body; code; message; requestId; after }. Status 0: none came.
function ConvertTo-Answer {
    param($Status, $Headers, $Text)
    $options = @{}
    if ((Get-Command ConvertFrom-Json).Parameters.Keys -contains 'DateKind') { $options['DateKind'] = 'String' }
    $body = $null
    if ($Text) { try { $body = ConvertFrom-Json -InputObject ([string] $Text) @options -ErrorAction Stop } catch { $body = $null } }
    $said = Get-Value $body 'error'
    $after = Get-Header $Headers 'Retry-After'
    return @{
        status = [int] $Status; body = $body; code = [string] (Get-Value $said 'code'); message = [string] (Get-Value $said 'message')
        requestId = (Get-Header $Headers 'request-id'); after = $(if ($after -match '^\d{1,4}$') { [double] $after } else { $null })
    }
}

function Read-Once {
    param([string] $Path)
    $p = @{ Uri = $Path }
    $status = 0
    $headers = $null
    try {
        $text = Invoke-MgGraphRequest -Method GET @p -OutputType Json -SkipHttpErrorCheck -StatusCodeVariable 'status' -ResponseHeadersVariable 'headers' -ErrorAction Stop
    }
    catch { return @{ status = 0; body = $null; code = ''; message = [string] $_.Exception.Message; requestId = $null; after = $null } }
    return (ConvertTo-Answer $status $headers $text)
}

# Asks again while Graph is busy or cannot be reached.
function Read-Graph {
    param([string] $Path)
    for ($try = 1; $true; $try += 1) {
        $answer = Read-Once $Path
        $busy = 0, 429, 502, 503, 504 -contains $answer.status
        if (-not $busy -or $try -ge $script:MostTries) { return $answer }
        $wait = $(if ($null -ne $answer.after) { $answer.after } else { Get-Wait $try })
        Wait-Moment $wait 'throttled'
    }
}

# Every row of every page: @{ rows; answer }; answer is $null when all of them came.
function Read-GraphRows {
    param([string] $Path)
    $rows = @()
    while ($Path) {
        $answer = Read-Graph $Path
        if ($answer.status -ne 200 -or $null -eq $answer.body) { return @{ rows = @(); answer = $answer } }
        $rows += (Get-List (Get-Value $answer.body 'value'))
        $Path = [string] (Get-Value $answer.body '@odata.nextLink')
    }
    return @{ rows = $rows; answer = $null }
}

# Shut until the script has been told that it may change something.
$script:Gate = 'shut'

# The one door to every change. In a preview it is shut, whatever is behind it.
function Send-GraphChange {
    param($Request)
    if ($script:Gate -ne 'open') { throw 'A preview must not change anything.' }
    $p = @{ Method = [string] $Request.method; Uri = [string] $Request.path }
    if ($null -ne $Request.body) {
        $p['Body'] = ConvertTo-AsciiJson $Request.body
        $p['ContentType'] = 'application/json'
    }
    $status = 0
    $headers = $null
    $script:LastWrite = Get-Date
    try {
        $text = Invoke-MgGraphRequest @p -OutputType Json -SkipHttpErrorCheck -StatusCodeVariable 'status' -ResponseHeadersVariable 'headers' -ErrorAction Stop
    }
    catch { return @{ status = 0; body = $null; code = ''; message = [string] $_.Exception.Message; requestId = $null; after = $null } }
    return (ConvertTo-Answer $status $headers $text)
}

# Minutes after a write, what is refused or not found may only be too early: not every replica knows of it yet.
function Test-Young {
    return ($null -ne $script:LastWrite -and ((Get-Date) - $script:LastWrite).TotalSeconds -lt 300)
}

$script:RoleOf = @{
    'grant' = 'Cloud Application Administrator'; 'role-assignment' = 'Privileged Role Administrator'
    'application' = 'Application Developer or Cloud Application Administrator'; 'service-principal' = 'Cloud Application Administrator'
}

# What an answer that is no success means.
function ConvertTo-Trouble {
    param($Answer, $Change)
    $thrown = [ordered] @{ type = [string] $Answer.code; message = [string] $Answer.message }
    $told = @{ status = [string] $Answer.status; said = [string] $Answer.code }
    if ($Answer.status -eq 0) { return (New-Trouble 'unanswered' @{} $thrown) }
    if ($Answer.status -eq 429) { return (New-Trouble 'throttled' @{} $thrown) }
    if ([string] $Answer.code -match 'AsPerAppPolicy$') { return (New-Trouble 'against-policy' $told $thrown) }
    if (401, 403 -contains $Answer.status) {
        $told['role'] = [string] $script:RoleOf[[string] $Change.target.object]
        return (New-Trouble 'denied' $told $thrown)
    }
    return (New-Trouble 'refused' $told $thrown)
}
