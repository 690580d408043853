<#
.SYNOPSIS
Carries out a Sendproof plan in Microsoft Entra ID, through Microsoft Graph.

.DESCRIPTION
For an administrator who holds the role and has no Sendproof. Reads what is there, changes what differs from the plan,
reads it back, and writes a result that says what each change did and what reverts it. It stops at the first change that
fails; run again, it goes on from there and changes only what is still missing.

With -Preview nothing is changed: the script itself sends no request that writes. Read the result, or the output, and run
it again without -Preview.

It makes no client secret: whoever enters the secret into the product makes it. Of a certificate the plan holds the
public part only, and that is what is uploaded. Neither plan nor result holds a secret.

Needs: Windows PowerShell 5.1 or PowerShell 7.4 and later, and the module Microsoft.Graph.Authentication 2.6.0 or later.
The script says what is missing before anybody signs in. It calls Connect-MgGraph, Get-MgContext, Invoke-MgGraphRequest
and Disconnect-MgGraph and no other cmdlet of Microsoft's.

A partner signs in with the account of their own tenant; the plan names the customer's. The relationship (GDAP) has to hold
a role that suffices: Cloud Application Administrator for the registration and delegated permissions, Privileged Role
Administrator for application permissions of Microsoft Graph. An owner that the plan adds has to be in the customer's tenant.

.PARAMETER Plan
The plan, a JSON file made by Sendproof.

.PARAMETER Result
Where the result goes. Give it back to whoever sent the plan.

.PARAMETER Preview
Shows what would be changed and changes nothing.

.PARAMETER Output
Text for people, Json for a program: one line of JSON for each step.

.PARAMETER Device
Signs in with a code on another device, where this PC has no browser.

.PARAMETER Environment
Name of the cloud as Get-MgEnvironment knows it, where it is none of Microsoft's own.

.PARAMETER WaitSeconds
The first wait for Microsoft's replicas. Each further one is twice as long, up to 15 seconds.

.PARAMETER Tries
How often a change is tried and looked for before the script gives up.

.EXAMPLE
.\Set-Entra.ps1 -Plan entra-plan.json -Result preview.json -Preview

.EXAMPLE
.\Set-Entra.ps1 -Plan entra-plan.json -Result result.json

.NOTES
Exit codes: 0 all is as planned - 1 something failed or is left to a person, see the result - 2 the plan or the result
cannot be used - 3 this PC or this account cannot: module, PowerShell, policy, sign-in, permission.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Plan,
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $Result,
    [switch] $Preview,
    [ValidateSet('Text', 'Json')] [string] $Output = 'Text',
    [switch] $Device,
    [string] $Environment = '',
    [ValidateRange(0, 60)] [double] $WaitSeconds = 2,
    [ValidateRange(1, 50)] [int] $Tries = 10
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 1.0

$parts = Join-Path $PSScriptRoot 'parts'
. (Join-Path $parts 'Plan.ps1')
. (Join-Path $parts 'Preflight.ps1')
. (Join-Path $parts 'EntraSession.ps1')
. (Join-Path $parts 'EntraReading.ps1')
. (Join-Path $parts 'EntraChanges.ps1')
. (Join-Path $parts 'EntraActing.ps1')

$script:OutputAs = $Output
$script:FirstWait = $WaitSeconds
$script:MostTries = $Tries
if (-not $Preview) { $script:Gate = 'open' }

$read = Read-EntraPlan $Plan
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
$changes = Get-List $wanted.changes
$script:Digest = $read.digest
$script:JournalPath = $Result + '.journal'
$stopFile = $Result + '.stop'
$script:Objects['appId'] = Get-Value $wanted 'clientId'

$report = [ordered] @{
    format = 'sendproof-entra-result'; schema = 1; preview = [bool] $Preview
    setup = [string] $wanted.setup.id; tenantId = [string] $wanted.tenant.id; planDigest = $read.digest
    startedAt = (Get-Moment); finishedAt = ''; ended = 'refused'; host = $null; connected = $null
    troubles = @(); objects = $null; changes = @()
}
$acts = @()
$code = 3
Write-Step ([ordered] @{ event = 'started'; total = $changes.Count }) ('{0} changes. {1}' -f $changes.Count, [string] $wanted.setup.name)

# the functions of a module see the window's own setting and no other; it is put back at the end
$progressBefore = $global:ProgressPreference
$global:ProgressPreference = 'SilentlyContinue'
try {
    $machine = Test-Machine $null @($PSCommandPath)
    $report['host'] = $machine.facts
    foreach ($one in $machine.warnings) { Write-Trouble $one }
    $report['troubles'] = @($machine.warnings) + @($machine.troubles)
    if ($machine.troubles.Count -gt 0) { foreach ($one in $machine.troubles) { Write-Trouble $one } }
    else {
        $script:Version = $machine.version
        $refused = Connect-Tenant $wanted $Environment ([bool] $Device)
        $report['connected'] = $script:Connected
        if ($null -eq $refused) {
            Read-Journal
            $refused = Find-Objects $changes
        }
        if ($null -ne $refused) {
            Write-Trouble $refused
            $report['troubles'] = @($report.troubles) + @($refused)
        }
        else {
            $report['ended'] = 'complete'
            $failed = $null
            $done = 0
            foreach ($change in $changes) {
                $done += 1
                if ($report.ended -eq 'complete' -and (Test-Path -LiteralPath $stopFile)) { $report['ended'] = 'stopped' }
                if ($report.ended -ne 'complete') {
                    $acted = New-Acted $change $done
                    Add-Earlier $acted $change
                    $acted['trouble'] = $(if ($report.ended -eq 'stopped') { New-Trouble 'stopped' } else { New-Trouble 'earlier-failed' @{ change = [string] $failed } })
                }
                else {
                    Write-Step ([ordered] @{ event = 'acting'; id = $done; done = $done; total = $changes.Count }) ''
                    $acted = Invoke-Planned $change $done
                    $text = '{0} of {1}: {2} - {3}' -f $done, $changes.Count, $acted.kind, $acted.outcome
                    if ($null -ne $acted.trouble) { $text = $text + "`n    " + (Get-Sentence $acted.trouble) }
                    Write-Step ([ordered] @{ event = 'acted'; id = $done; kind = $acted.kind; outcome = $acted.outcome; done = $done; total = $changes.Count }) $text
                    if ($acted.outcome -eq 'failed') {
                        $report['ended'] = 'failed'
                        $failed = $acted.kind
                    }
                }
                $acts += , $acted
            }
            $code = 0
            foreach ($acted in $acts) { if ('failed', 'not-tried', 'left' -contains $acted.outcome) { $code = 1 } }
            if ($report.ended -eq 'stopped') { $report['troubles'] = @($report.troubles) + @(New-Trouble 'stopped') }
        }
    }
}
finally {
    Disconnect-Tenant
    $global:ProgressPreference = $progressBefore
    $report['objects'] = [ordered] @{ application = $script:Objects.application; client = $script:Objects.client; appId = $script:Objects.appId }
    $report['changes'] = @($acts)
    $report['finishedAt'] = Get-Moment
    Save-Result $Result $report
    # from here on the result says all that the journal said
    if ($report.ended -ne 'refused' -and (Test-Path -LiteralPath $script:JournalPath)) { Remove-Item -LiteralPath $script:JournalPath }
    if (Test-Path -LiteralPath $stopFile) { Remove-Item -LiteralPath $stopFile }
    Write-Step ([ordered] @{ event = 'ended'; ended = $report.ended }) ('The result is in {0}.' -f $Result)
}
exit $code
