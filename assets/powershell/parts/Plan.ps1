# Reads a plan, says how it goes and leaves a result. Every script here is built on this file.
# Texts of a plan are data: they are passed as parameter values and never become script text.

# Windows PowerShell 5.1 writes a list that a function returned as { "value": [...], "Count": n }, for the sake of this
# one entry in its table of types. PowerShell 7 has none.
Remove-TypeData -TypeName 'System.Array' -ErrorAction SilentlyContinue

# A member of an object or a key of a table; $null where there is none.
function Get-Value {
    param($Object, [string] $Name)
    if ($null -eq $Object) { return $null }
    if ($Object -is [System.Collections.IDictionary]) {
        # a method call would be refused where only chosen scripts may do everything
        if (@($Object.Keys) -contains $Name) { return $Object[$Name] }
        return $null
    }
    $property = $Object.PSObject.Properties[$Name]
    if ($null -eq $property) { return $null }
    return $property.Value
}

# A list, whatever came: nothing, one value, or several.
function Get-List {
    param($Value)
    if ($null -eq $Value) { return , @() }
    return , @(foreach ($one in @($Value)) { if ($null -ne $one) { $one } })
}

function Get-Moment { (Get-Date).ToUniversalTime().ToString('o') }

# What is missing, refused or unreadable: a code and the facts its sentence needs.
function New-Trouble {
    param([string] $Code, [System.Collections.IDictionary] $Facts = @{}, $ErrorFacts = $null)
    $told = [ordered] @{}
    foreach ($name in @($Facts.Keys)) {
        $value = $Facts[$name]
        if ($value -is [array]) { $told[[string] $name] = @(foreach ($one in $value) { [string] $one }) }
        else { $told[[string] $name] = [string] $value }
    }
    return [ordered] @{ code = $Code; facts = $told; error = $ErrorFacts }
}

# One line for people. The window has its own words and reads the code.
$script:Sentences = @{
    'plan-unreadable'           = 'The plan cannot be read: {plan}.'
    'plan-other-kind'           = 'This plan is for another script: it says "{found}", and this one carries out "{expected}".'
    'plan-text-changed'         = 'A text of the plan looks like a date, and this PowerShell changes it ({found}). Use Windows PowerShell 5.1 or PowerShell 7.5 or later.'
    'result-exists'             = '{result} holds the result of an earlier run. Give another name, so that what it says about undoing is kept.'
    'host-too-old'              = 'PowerShell {found} is too old for the module. Use Windows PowerShell 5.1, or PowerShell 7.4 or later.'
    'dotnet-too-old'            = 'The module needs .NET Framework 4.7.2 or later.'
    'constrained-language'      = 'This PC allows scripts {found} only (AppLocker or WDAC). Have the scripts signed, or name a code-signing certificate in the plan.'
    'execution-policy'          = 'This PC runs signed scripts only ({found}). The module writes scripts of its own while connecting: name a code-signing certificate in the plan.'
    'mark-of-the-web'           = 'Windows marks {files} as downloaded. Run: Unblock-File'
    'module-missing'            = 'The module ExchangeOnlineManagement is not installed. Run: Install-Module ExchangeOnlineManagement -Scope CurrentUser'
    'module-old'                = 'ExchangeOnlineManagement {found} is too old: {minimum} or later is needed. Run: Update-Module ExchangeOnlineManagement'
    'module-too-new'            = 'ExchangeOnlineManagement {found} needs PowerShell 7.6 or later. This is {host}: install 3.9.2, or use Windows PowerShell 5.1.'
    'module-two-versions'       = 'Several versions of ExchangeOnlineManagement are installed ({found}); {taken} is used.'
    'other-module-loaded'       = '{found} is loaded in this window and would get in the way. Open a new window.'
    'device-sign-in-unavailable' = 'Signing in by code needs PowerShell 7.'
    'certificate-missing'       = 'The certificate {found} is not in the personal store of this account.'
    'sign-in-failed'            = 'Signing in failed: {message}'
    'wrong-tenant'              = 'You are signed in to the tenant {found}. The plan is for {expected}. Nothing was read.'
    'wrong-account'             = 'You are signed in as {found}. The plan is for {expected}. Nothing was read.'
    'cmdlet-missing'            = 'Your account may not use {cmdlet} {parameter}. It needs the role {role}. If the role was given a moment ago, wait half an hour and start again.'
    'connection-lost'           = 'The connection to Exchange ended.'
    'throttled'                 = 'Exchange asks for a pause.'
    'identity-empty'            = 'The plan names nobody for {cmdlet} {parameter}. It was not called.'
    'recipient-missing'         = 'Exchange does not know {address}.'
    'recipient-ambiguous'       = '{address} stands for more than one recipient.'
    'recipient-other'           = 'The object id of {expected} leads to {found}.'
    'other-object'              = '{name} exists already and is something else: {found}.'
    'needs-customisation'       = 'This organisation was never customised. Enable-OrganizationCustomization has to come first.'
    'not-yet'                   = '{address} was made a moment ago and cannot be found yet. Start again later.'
    'prerequisite-failed'       = 'Not tried: {action} has to be in place first.'
    'not-effective'             = 'Exchange accepted the change and still shows the old value.'
    'unexpected-answer'         = 'Exchange answers {found}, expected was {expected}.'
    'access-denied'             = 'Exchange refuses access: {message}'
    'refused'                   = 'Exchange refuses: {message}'
    'stopped'                   = 'Stopped. What was not reached is listed in the result.'
}

function Get-Sentence {
    param($Trouble)
    $text = $script:Sentences[$Trouble.code]
    if ($null -eq $text) { $text = $Trouble.code }
    $facts = $Trouble.facts
    foreach ($name in @($facts.Keys)) { $text = $text.Replace('{' + $name + '}', (@($facts[$name]) -join ', ')) }
    if ($null -ne $Trouble.error) { $text = $text.Replace('{message}', [string] $Trouble.error.message) }
    # what was not said stays out
    return ($text -replace '\{\w+\}', '').Trim()
}

# Letters, digits and signs of ASCII only: the code page of the console cannot harm it.
function ConvertTo-AsciiJson {
    param($Value)
    $json = ConvertTo-Json -InputObject $Value -Depth 20 -Compress
    if ($json -notmatch '[^\x20-\x7e]') { return $json }
    $parts = foreach ($letter in $json.ToCharArray()) {
        $number = [int] $letter
        if ($number -gt 126) { '\u{0:x4}' -f $number } else { [string] $letter }
    }
    return ($parts -join '')
}

# Says where the script is: lines of JSON for a program, sentences for a person.
function Write-Step {
    param([System.Collections.IDictionary] $Step, [string] $Text)
    if ($script:OutputAs -eq 'Json') { Write-Host (ConvertTo-AsciiJson $Step) }
    elseif ($Text) { Write-Host $Text }
}

function Write-Trouble {
    param($Trouble)
    Write-Step ([ordered] @{ event = 'trouble'; trouble = $Trouble }) (Get-Sentence $Trouble)
}

# PowerShell 7.4 and older make dates of texts that look like one; such a plan must not be carried out.
function Find-Date {
    param($Value)
    if ($Value -is [datetime]) { return $Value.ToString('o') }
    if ($null -eq $Value -or $Value -is [string] -or $Value -is [bool] -or $Value -is [valuetype]) { return $null }
    if ($Value -is [array]) {
        foreach ($one in $Value) { $found = Find-Date $one; if ($found) { return $found } }
        return $null
    }
    foreach ($property in $Value.PSObject.Properties) {
        $found = Find-Date $property.Value
        if ($found) { return $found }
    }
    return $null
}

# The file of a plan as an object: @{ plan; digest; trouble; keepsTexts }. Without keepsTexts this PowerShell makes dates of
# texts that look like one.
function Read-PlanFile {
    param([string] $Path)
    $answer = @{ plan = $null; digest = $null; trouble = $null; keepsTexts = $PSVersionTable.PSEdition -eq 'Desktop' }
    $options = @{}
    if ((Get-Command ConvertFrom-Json).Parameters.Keys -contains 'DateKind') {
        $options['DateKind'] = 'String'
        $answer.keepsTexts = $true
    }
    try {
        $text = Get-Content -LiteralPath $Path -Raw -Encoding UTF8 -ErrorAction Stop
        $answer.plan = ConvertFrom-Json -InputObject $text @options -ErrorAction Stop
        $answer.digest = (Get-FileHash -LiteralPath $Path -Algorithm SHA256 -ErrorAction Stop).Hash.ToLower()
    }
    catch { $answer.trouble = New-Trouble 'plan-unreadable' @{ plan = $Path } }
    return $answer
}

# The plan, or what is wrong with it: @{ plan; digest; trouble }.
function Read-Plan {
    param([string] $Path, [string] $Kind)
    $answer = Read-PlanFile $Path
    if ($null -ne $answer.trouble) { return $answer }
    $plan = $answer.plan
    $answer.plan = $null
    if ((Get-Value $plan 'format') -ne 'sendproof-exchange-plan' -or (Get-Value $plan 'version') -ne 1) {
        $answer.trouble = New-Trouble 'plan-unreadable' @{ plan = $Path }
        return $answer
    }
    if ($plan.kind -ne $Kind) {
        $answer.trouble = New-Trouble 'plan-other-kind' @{ expected = $Kind; found = [string] $plan.kind }
        return $answer
    }
    if (-not $answer.keepsTexts) {
        $date = Find-Date $plan
        if ($date) {
            $answer.trouble = New-Trouble 'plan-text-changed' @{ found = $date }
            return $answer
        }
    }
    $answer.plan = $plan
    return $answer
}

# Whole or not at all: the new file takes the place of the old one when it is complete.
function Save-Text {
    param([string] $Path, [string] $Text)
    $temporary = $Path + '.new'
    Set-Content -LiteralPath $temporary -Value $Text -Encoding UTF8 -NoNewline -ErrorAction Stop
    Move-Item -LiteralPath $temporary -Destination $Path -Force -ErrorAction Stop
}

function Save-Result {
    param([string] $Path, [System.Collections.IDictionary] $Result)
    Save-Text $Path (ConvertTo-Json -InputObject $Result -Depth 20 -Compress)
}
