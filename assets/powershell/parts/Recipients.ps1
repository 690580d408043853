# Who is meant: by object id, or by an address that stands for exactly one recipient.

$script:Found = @{}
$script:Guid = '^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$'

# A text inside a filter, which is a language of its own: in single quotes, with those inside it doubled.
function ConvertTo-FilterText {
    param([string] $Text)
    return "'" + $Text.Replace("'", "''") + "'"
}

# What identifies a recipient for the calls that follow.
function Get-Id {
    param($Recipient)
    $id = [string] (Get-Value $Recipient 'ExternalDirectoryObjectId')
    if ($id -match $script:Guid) { return $id }
    return [string] (Get-Value $Recipient 'Guid')
}

function Test-Address {
    param($Recipient, [string] $Address)
    if ([string] (Get-Value $Recipient 'PrimarySmtpAddress') -eq $Address) { return $true }
    foreach ($one in (Get-List (Get-Value $Recipient 'EmailAddresses'))) {
        if ([string] $one -eq ('smtp:' + $Address)) { return $true }
    }
    return $false
}

# @{ recipient; id; trouble } for what the plan calls a recipient: { address, id }. -Fresh asks again, where the script
# itself makes or removes what it looks for.
function Find-Recipient {
    param($Reference, [switch] $JustMade, [switch] $Fresh)
    $address = [string] $Reference.address
    $id = [string] $Reference.id
    $key = ($id + ' ' + $address).ToLower()
    if ($Fresh) { $script:Found.Remove($key) }
    if ($script:Found.ContainsKey($key)) { return $script:Found[$key] }
    if (-not $address.Trim()) {
        return @{ recipient = $null; id = ''; trouble = (New-Trouble 'identity-empty' @{ cmdlet = 'Get-Recipient'; parameter = '-Identity' }) }
    }
    $wait = [double] $script:Retry.waitSeconds
    for ($try = 1; $true; $try += 1) {
        if ($id -match $script:Guid) {
            $answer = Invoke-Exchange 'Get-Recipient' @{ Identity = $id } { param($p) Get-Recipient @p -ErrorAction Stop -WarningAction Continue }
        }
        else {
            $filter = 'EmailAddresses -eq ' + (ConvertTo-FilterText ('smtp:' + $address))
            $answer = Invoke-Exchange 'Get-Recipient' @{ Filter = $filter } { param($p) Get-Recipient @p -ErrorAction Stop -WarningAction Continue }
        }
        $rows = @($answer.output)
        $missing = ($answer.ok -and $rows.Count -eq 0) -or (-not $answer.ok -and $answer.trouble.code -eq 'recipient-missing')
        if (-not $missing -or -not $JustMade -or $try -ge [int] $script:Retry.tries) { break }
        Wait-Moment $wait 'not-yet'
        $wait = $wait * 2
    }
    $trouble = $null
    if ($missing) { $trouble = New-Trouble $(if ($JustMade) { 'not-yet' } else { 'recipient-missing' }) @{ address = $address } }
    elseif (-not $answer.ok) { $trouble = $answer.trouble }
    elseif ($rows.Count -gt 1) { $trouble = New-Trouble 'recipient-ambiguous' @{ address = $address } }
    elseif (-not (Test-Address $rows[0] $address)) {
        $trouble = New-Trouble 'recipient-other' @{ expected = $address; found = [string] (Get-Value $rows[0] 'PrimarySmtpAddress') }
    }
    if ($null -ne $trouble) { return @{ recipient = $null; id = ''; trouble = $trouble } }
    $found = @{ recipient = $rows[0]; id = (Get-Id $rows[0]); trouble = $null }
    $script:Found[$key] = $found
    return $found
}

# Who is printed as holding a right: a name, an address or a SID. @{ shown; kind; address; id }
$script:Holders = @{}
$script:Principals = $null
# Groups among them: who is in them holds the right as well.
$script:HolderGroups = @()

function Resolve-Holder {
    param([string] $Shown)
    if ($script:Holders.ContainsKey($Shown)) { return $script:Holders[$Shown] }
    $holder = [ordered] @{ shown = $Shown; kind = 'unreadable'; address = $null; id = $null }
    $application = Find-Principal $Shown
    if ($null -ne $application) {
        $holder.kind = 'application'
        $holder.id = [string] $application.ObjectId
    }
    elseif ($Shown -match '^S-1-') { $holder.kind = 'unresolved' }
    else {
        $answer = Invoke-Exchange 'Get-Recipient' @{ Identity = $Shown } { param($p) Get-Recipient @p -ErrorAction Stop -WarningAction Continue }
        if (-not $answer.ok) {
            if ($answer.trouble.code -eq 'recipient-missing') { $holder.kind = 'unresolved' }
            elseif ($answer.trouble.code -eq 'recipient-ambiguous') { $holder.kind = 'ambiguous' }
        }
        elseif (@($answer.output).Count -gt 1) { $holder.kind = 'ambiguous' }
        elseif (@($answer.output).Count -eq 1) {
            $holder.kind = 'recipient'
            $holder.address = [string] (Get-Value $answer.output[0] 'PrimarySmtpAddress')
            $holder.id = Get-Id $answer.output[0]
            if ([string] (Get-Value $answer.output[0] 'RecipientTypeDetails') -match 'Group') {
                $script:HolderGroups += , ([ordered] @{ address = $holder.address; id = $holder.id })
            }
        }
        else { $holder.kind = 'unresolved' }
    }
    $script:Holders[$Shown] = $holder
    return $holder
}

# The service principal of this name or id; $null where there is none or none can be read.
function Find-Principal {
    param([string] $Shown)
    if ($null -eq $script:Principals) {
        $script:Principals = @()
        if ($null -ne (Get-Command -Name 'Get-ServicePrincipal' -ErrorAction SilentlyContinue)) {
            $answer = Invoke-Exchange 'Get-ServicePrincipal' @{} { param($p) Get-ServicePrincipal @p -ErrorAction Stop -WarningAction Continue }
            if ($answer.ok) { $script:Principals = @($answer.output) }
        }
    }
    foreach ($one in $script:Principals) {
        foreach ($name in 'DisplayName', 'ObjectId', 'AppId', 'Sid', 'Name') {
            if ([string] (Get-Value $one $name) -eq $Shown) { return $one }
        }
    }
    return $null
}

# Everybody but the mailbox itself.
function Get-Holders {
    param($Names)
    return , @(foreach ($one in (Get-List $Names)) {
            $shown = [string] $one
            if ($shown -and $shown -ne 'NT AUTHORITY\SELF') { Resolve-Holder $shown }
        })
}
