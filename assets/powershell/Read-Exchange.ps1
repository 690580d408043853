<#
.SYNOPSIS
Reads what Sendproof wants to know about Exchange Online, and changes nothing.

.DESCRIPTION
Calls no cmdlet that writes. What cannot be read is reported as unreadable, with the error, and the rest goes on: a part
that your roles do not cover never looks like one that is empty.

Needs: Windows PowerShell 5.1 or PowerShell 7.4 and later, and the module ExchangeOnlineManagement 3.7.2 or later. The
script says what is missing before anybody signs in.

.PARAMETER Plan
What to read, a JSON file made by Sendproof.

.PARAMETER Result
Where the result goes. Give it back to Sendproof.

.PARAMETER Output
Text for people, Json for a program: one line of JSON for each step.

.PARAMETER ModuleFolder
Where the module may write the scripts it makes while connecting, if it must not in the temporary folder (AppLocker, a
read-only profile). Needs ExchangeOnlineManagement 3.9.2 or later.

.EXAMPLE
.\Read-Exchange.ps1 -Plan plan.json -Result result.json

.NOTES
Exit codes: 0 read - 1 read, with parts that could not be - 2 the plan cannot be used - 3 this PC or this account
cannot: module, PowerShell, policy, sign-in.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Plan,
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Result,
    [ValidateSet('Text', 'Json')] [string] $Output = 'Text',
    [string] $ModuleFolder = ''
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 1.0

$parts = Join-Path $PSScriptRoot 'parts'
. (Join-Path $parts 'Plan.ps1')
. (Join-Path $parts 'Preflight.ps1')
. (Join-Path $parts 'Session.ps1')
. (Join-Path $parts 'Recipients.ps1')
. (Join-Path $parts 'Values.ps1')
. (Join-Path $parts 'Reading.ps1')
. (Join-Path $parts 'MailboxReading.ps1')

$script:OutputAs = $Output
$script:WriteModuleTo = $ModuleFolder

$read = Read-Plan $Plan 'read'
if ($null -ne $read.trouble) {
    Write-Trouble $read.trouble
    exit 2
}
$wanted = $read.plan
$asked = $wanted.read
$partsAsked = Get-List $asked.parts
$script:Connect = $wanted.connect
$script:Retry = $wanted.retry

$report = [ordered] @{
    format = 'sendproof-exchange-result'; version = 1; kind = 'read'
    planId = [string] $wanted.id; planDigest = $read.digest
    startedAt = (Get-Moment); finishedAt = ''; ended = 'refused'; host = $null; connected = $null
    troubles = @(); facts = $null
}
$code = 3
Write-Step ([ordered] @{ event = 'started'; total = $partsAsked.Count }) ([string] $wanted.title)

# the functions of a module see the window's own setting and no other; it is put back at the end
$progressBefore = $global:ProgressPreference
$global:ProgressPreference = 'SilentlyContinue'
try {
    $machine = Test-Machine $script:Connect @($PSCommandPath)
    $report['host'] = $machine.facts
    foreach ($one in $machine.warnings) { Write-Trouble $one }
    $report['troubles'] = @($machine.warnings) + @($machine.troubles)
    if ($machine.troubles.Count -gt 0) { foreach ($one in $machine.troubles) { Write-Trouble $one } }
    else {
        $script:Version = $machine.version
        $refused = Connect-Tenant
        $report['connected'] = $script:Connected
        if ($null -ne $refused) {
            $report['troubles'] = @($report.troubles) + @($refused)
            Write-Trouble $refused
        }
        else {
            $facts = [ordered] @{
                organisation = New-NotAsked; transport = New-NotAsked; domains = New-NotAsked; authenticationPolicies = New-NotAsked
                mailboxes = @(); groups = @()
                applications = [ordered] @{ servicePrincipals = New-NotAsked; scopes = New-NotAsked; assignments = New-NotAsked; accessPolicies = New-NotAsked }
                tests = @(); connectors = New-NotAsked; hve = New-NotAsked; cutShort = @()
            }
            if ($partsAsked -contains 'organisation') { $facts['organisation'] = Read-OrganisationFacts }
            if ($partsAsked -contains 'transport') { $facts['transport'] = Read-TransportFacts }
            if ($partsAsked -contains 'domains') { $facts['domains'] = Read-DomainFacts }
            if ($partsAsked -contains 'authentication-policies') { $facts['authenticationPolicies'] = Read-AuthenticationPolicyFacts }
            if ($partsAsked -contains 'applications') { $facts['applications'] = Read-ApplicationFacts }
            if ($partsAsked -contains 'connectors') { $facts['connectors'] = Read-ConnectorFacts }
            if ($partsAsked -contains 'hve') { $facts['hve'] = Read-HveFacts }
            if ($partsAsked -contains 'mailboxes') { $facts['mailboxes'] = @(Read-Mailboxes $asked.mailboxes $partsAsked) }
            if ($partsAsked -contains 'groups') { $facts['groups'] = @(foreach ($group in (Get-List $asked.groups)) { Read-GroupFacts $group }) }
            $further = @()
            if ($partsAsked -contains 'applications') { $further = @(Find-PolicyGroups (Get-List (Get-Value $asked 'applications'))) }
            if ($partsAsked -contains 'groups') { $further = $further + @($script:HolderGroups) }
            $facts['groups'] = @($facts.groups) + @(Read-FurtherGroups $further $facts.groups)
            $facts['tests'] = @(foreach ($test in (Get-List $asked.tests)) { Read-Test $test })
            $facts['cutShort'] = @($script:CutShort)
            $report['facts'] = $facts
            $report['troubles'] = @($report.troubles) + @($script:ReadTroubles)
            $report['ended'] = 'complete'
            $code = 0
            if ($script:Unreadable -gt 0 -or @($script:CutShort).Count -gt 0 -or @($script:ReadTroubles).Count -gt 0) { $code = 1 }
        }
    }
}
finally {
    Disconnect-Tenant
    $global:ProgressPreference = $progressBefore
    $report['finishedAt'] = Get-Moment
    Save-Result $Result $report
    Write-Step ([ordered] @{ event = 'ended'; ended = $report.ended }) ('The result is in {0}.' -f $Result)
}
exit $code
