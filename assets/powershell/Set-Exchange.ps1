<#
.SYNOPSIS
Carries out a Sendproof plan in Exchange Online.

.DESCRIPTION
Reads what is there, changes what differs from the plan, reads it back, and writes a result that says what each change
did and what puts it back. One failure does not stop the rest. Run again, it changes only what is still missing.

With -Preview nothing is changed: the script itself does not call a single cmdlet that writes. Read the result, or the
output, and run it again without -Preview.

Needs: Windows PowerShell 5.1 or PowerShell 7.4 and later, and the module ExchangeOnlineManagement 3.7.2 or later. The
script says what is missing before anybody signs in.

.PARAMETER Plan
The plan, a JSON file made by Sendproof.

.PARAMETER Result
Where the result goes. Give it back to Sendproof.

.PARAMETER Preview
Shows what would be changed and changes nothing.

.PARAMETER Output
Text for people, Json for a program: one line of JSON for each step.

.PARAMETER ModuleFolder
Where the module may write the scripts it makes while connecting, if it must not in the temporary folder (AppLocker, a
read-only profile). Needs ExchangeOnlineManagement 3.9.2 or later.

.EXAMPLE
.\Set-Exchange.ps1 -Plan plan.json -Result preview.json -Preview

.EXAMPLE
.\Set-Exchange.ps1 -Plan plan.json -Result result.json

.NOTES
Exit codes: 0 all is as planned - 1 something failed, see the result - 2 the plan or the result cannot be used -
3 this PC or this account cannot: module, PowerShell, policy, sign-in, role.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Plan,
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Result,
    [switch] $Preview,
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
. (Join-Path $parts 'MailboxActions.ps1')
. (Join-Path $parts 'GroupActions.ps1')
. (Join-Path $parts 'ApplicationActions.ps1')
. (Join-Path $parts 'OrganisationActions.ps1')
. (Join-Path $parts 'Acting.ps1')

$script:OutputAs = $Output
$script:WriteModuleTo = $ModuleFolder
if (-not $Preview) { $script:Gate = 'open' }

$read = Read-Plan $Plan 'set'
if ($null -ne $read.trouble) {
    Write-Trouble $read.trouble
    exit 2
}
if (Test-Path -LiteralPath $Result) {
    $kept = $null
    try { $kept = ConvertFrom-Json -InputObject (Get-Content -LiteralPath $Result -Raw -Encoding UTF8) } catch { $kept = $null }
    if ((Get-Value $kept 'preview') -ne $true) {
        Write-Trouble (New-Trouble 'result-exists' @{ result = $Result })
        exit 2
    }
}

$wanted = $read.plan
$actions = Get-List $wanted.actions
$script:Connect = $wanted.connect
$script:Retry = $wanted.retry
$script:Digest = $read.digest
$script:JournalPath = $Result + '.journal'
$stopFile = $Result + '.stop'

$report = [ordered] @{
    format = 'sendproof-exchange-result'; version = 1; kind = 'set'; preview = [bool] $Preview
    planId = [string] $wanted.id; planDigest = $read.digest
    startedAt = (Get-Moment); finishedAt = ''; ended = 'refused'; host = $null; connected = $null
    troubles = @(); actions = @()
}
$acts = @()
$code = 3
Write-Step ([ordered] @{ event = 'started'; total = $actions.Count }) ('{0} actions. {1}' -f $actions.Count, [string] $wanted.title)

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
        $missing = @()
        if ($null -eq $refused) { $missing = Find-Missing (Get-Needs $actions) } else { $missing = @($refused) }
        $report['troubles'] = @($report.troubles) + @($missing)
        foreach ($one in $missing) { Write-Trouble $one }
        if ($missing.Count -eq 0) {
            Read-Journal
            $report['ended'] = 'complete'
            $done = 0
            foreach ($action in $actions) {
                $done += 1
                if (Test-Path -LiteralPath $stopFile) {
                    $report['ended'] = 'stopped'
                    $acted = New-Acted $action
                    Add-Earlier $acted
                    $acted['trouble'] = New-Trouble 'stopped'
                }
                else {
                    Write-Step ([ordered] @{ event = 'acting'; id = [string] $action.id; done = $done; total = $actions.Count }) ''
                    $acted = Invoke-Action $action
                    $script:Outcomes[[string] $action.id] = $acted.outcome
                    $text = '{0} of {1}: {2} - {3}' -f $done, $actions.Count, $acted.id, $acted.outcome
                    foreach ($command in $acted.commands) { $text = $text + "`n    " + $command }
                    if ($null -ne $acted.trouble) { $text = $text + "`n    " + (Get-Sentence $acted.trouble) }
                    Write-Step ([ordered] @{ event = 'acted'; id = $acted.id; outcome = $acted.outcome; done = $done; total = $actions.Count }) $text
                }
                $acts += , $acted
            }
            Confirm-Members $actions $acts
            $code = 0
            foreach ($acted in $acts) { if ('failed', 'not-tried' -contains $acted.outcome) { $code = 1 } }
            if ($report.ended -eq 'stopped') { $report['troubles'] = @($report.troubles) + @(New-Trouble 'stopped') }
        }
    }
}
finally {
    Disconnect-Tenant
    $global:ProgressPreference = $progressBefore
    $report['actions'] = @($acts)
    $report['finishedAt'] = Get-Moment
    Save-Result $Result $report
    # from here on the result says all that the journal said
    if (Test-Path -LiteralPath $script:JournalPath) { Remove-Item -LiteralPath $script:JournalPath }
    if (Test-Path -LiteralPath $stopFile) { Remove-Item -LiteralPath $stopFile }
    Write-Step ([ordered] @{ event = 'ended'; ended = $report.ended }) ('The result is in {0}.' -f $Result)
}
exit $code
