# Carries out a plan: reads what is there, changes what differs, reads it back, and keeps what puts it back.
# Before a change it is written to a journal beside the result: a script that is ended half-way loses no undoing.

# Shut until the script has been told that it may change something.
$script:Gate = 'shut'
$script:Outcomes = @{}
$script:Earlier = @{}
$script:JournalPath = ''
$script:Digest = ''

# The one door to every change. In a preview it is shut, whatever is behind it.
function Invoke-Change {
    param($Call, $Context)
    if ($script:Gate -ne 'open') { throw 'A preview must not change anything.' }
    return (Invoke-Exchange $Call.cmdlet $Call.parameters $Call.call -JustMade:$Context.justMade)
}

# A value as it would be typed: in single quotes, with every kind of single quote inside it doubled.
function Format-Value {
    param($Value)
    if ($null -eq $Value) { return '$null' }
    if ($Value -is [bool]) { return ('$' + ([string] $Value).ToLower()) }
    if ($Value -is [System.Collections.IDictionary]) {
        $parts = foreach ($key in @($Value.Keys)) { [string] $key + ' = ' + (Format-Value $Value[$key]) }
        return '@{ ' + ($parts -join '; ') + ' }'
    }
    $text = [string] $Value
    foreach ($code in 0x27, 0x2018, 0x2019, 0x201A, 0x201B) {
        $quote = [string] [char] $code
        $text = $text.Replace($quote, $quote + $quote)
    }
    return "'" + $text + "'"
}

# For people to read; what is called is the parameters themselves, never this text.
function Format-Call {
    param($Call)
    $parts = @($Call.cmdlet)
    foreach ($name in @($Call.parameters.Keys)) {
        $value = $Call.parameters[$name]
        if ($value -is [bool] -and ('Shared', 'BypassSecurityGroupManagerCheck' -contains $name)) { $parts += '-' + $name }
        else { $parts += '-' + $name + ' ' + (Format-Value $value) }
    }
    return ($parts -join ' ') + ' -Confirm:$false'
}

function Read-Journal {
    if (-not (Test-Path -LiteralPath $script:JournalPath)) { return }
    foreach ($line in @(Get-Content -LiteralPath $script:JournalPath -Encoding UTF8)) {
        $options = @{}
        if ((Get-Command ConvertFrom-Json).Parameters.Keys -contains 'DateKind') { $options['DateKind'] = 'String' }
        # the last line may have been cut off
        try { $entry = ConvertFrom-Json -InputObject $line @options -ErrorAction Stop } catch { continue }
        if ([string] $entry.plan -ne $script:Digest) { continue }
        $id = [string] $entry.id
        # the first run saw what was there before anybody changed it
        if (-not $script:Earlier.ContainsKey($id)) { $script:Earlier[$id] = @{ before = $entry.before; undo = (Get-List $entry.undo); commands = (Get-List $entry.commands) } }
    }
}

function Add-Journal {
    param($Action, $Acted)
    $entry = [ordered] @{ plan = $script:Digest; id = [string] $Action.id; before = $Acted.before; undo = @($Acted.undo); commands = @($Acted.commands) }
    Add-Content -LiteralPath $script:JournalPath -Value (ConvertTo-AsciiJson $entry) -Encoding UTF8 -ErrorAction Stop
}

function New-Acted {
    param($Action)
    return [ordered] @{
        kind = [string] $Action.kind; id = [string] $Action.id; outcome = 'not-tried'; before = $null; after = $null
        earlier = $false; undo = @(); commands = @(); warnings = @(); trouble = $null; at = (Get-Moment)
    }
}

# What an ended run had done to this one, so that it is not lost where this run does not reach it.
function Add-Earlier {
    param($Acted)
    if (-not $script:Earlier.ContainsKey($Acted.id)) { return }
    $old = $script:Earlier[$Acted.id]
    $Acted['before'] = $old.before
    $Acted['undo'] = @($old.undo)
    $Acted['commands'] = @($old.commands)
    $Acted['earlier'] = $true
}

# Made by this plan, a moment ago or still to be made.
function Get-Context {
    param($Action)
    $context = @{ justMade = $false; pending = $false; missing = $null }
    foreach ($need in (Get-List $Action.needs)) {
        switch ($script:Outcomes[[string] $need]) {
            'done' { $context.justMade = $true }
            'already' { }
            'would-change' { $context.pending = $true }
            default { if ($null -eq $context.missing) { $context.missing = [string] $need } }
        }
    }
    return $context
}

# Reads until it shows what is wanted, or the patience is used up: replicas differ for a moment.
function Wait-Effect {
    param($Kind, $Action, $Context)
    $wait = [double] $script:Retry.waitSeconds
    for ($try = 1; $true; $try += 1) {
        $read = & $Kind.read $Action $Context
        if ($null -eq $read.trouble -and (& $Kind.same $Action $read.state)) { return $read }
        if ($try -ge [int] $script:Retry.tries) { return $read }
        Wait-Moment $wait 'not-effective'
        $wait = $wait * 2
    }
}

# Somebody was quicker, or an earlier try had gone through: reading back decides, not the error.
$script:AlreadyTypes = 'ADObjectAlreadyExistsException', 'MemberAlreadyExistsException', 'MemberNotFoundException'

function Invoke-Action {
    param($Action)
    $acted = New-Acted $Action
    $kind = $script:Kinds[[string] $Action.kind]
    $context = Get-Context $Action
    if ($null -ne $context.missing) {
        Add-Earlier $acted
        $acted['trouble'] = New-Trouble 'prerequisite-failed' @{ action = $context.missing }
        return $acted
    }
    $read = & $kind.read $Action $context
    if ($null -ne $read.trouble) {
        Add-Earlier $acted
        $acted['outcome'] = 'failed'
        $acted['trouble'] = $read.trouble
        return $acted
    }
    $acted['before'] = $read.state
    if ($Action.kind -eq 'test-app') {
        $acted['after'] = $read.state
        if ($context.pending) { $acted['outcome'] = 'would-change' }
        elseif (& $kind.same $Action $read.state) { $acted['outcome'] = 'done' }
        else {
            $acted['outcome'] = 'failed'
            $acted['trouble'] = New-Trouble 'unexpected-answer' @{ expected = [string] $Action.expect; found = [string] $read.state }
        }
        return $acted
    }
    if (& $kind.same $Action $read.state) {
        $acted['outcome'] = 'already'
        $acted['after'] = $read.state
        if ($script:Earlier.ContainsKey($acted.id)) {
            Add-Earlier $acted
            $acted['outcome'] = 'done'
        }
        return $acted
    }
    $calls = @(& $kind.calls $Action $read)
    $acted['commands'] = @(foreach ($call in $calls) { Format-Call $call })
    $acted['undo'] = @(& $kind.undo $Action $read.state)
    if ($script:Gate -ne 'open') {
        $acted['outcome'] = 'would-change'
        return $acted
    }
    if ($script:Earlier.ContainsKey($acted.id)) { Add-Earlier $acted } else { Add-Journal $Action $acted }
    $last = $null
    foreach ($call in $calls) {
        $answer = Invoke-Change $call $context
        $acted['warnings'] = @($acted.warnings) + @($answer.warnings)
        if (-not $answer.ok) { $last = $answer.trouble; break }
    }
    $context['justMade'] = $true
    $already = $null -ne $last -and $null -ne $last.error -and ($script:AlreadyTypes -contains $last.error.type)
    $after = $(if ($null -eq $last -or $already) { Wait-Effect $kind $Action $context } else { & $kind.read $Action $context })
    $acted['after'] = $after.state
    $effective = $null -eq $after.trouble -and (& $kind.same $Action $after.state)
    if ($effective) { $acted['outcome'] = 'done' }
    else {
        $acted['outcome'] = 'failed'
        if ($null -ne $last) { $acted['trouble'] = $last }
        elseif ($null -ne $after.trouble) { $acted['trouble'] = $after.trouble }
        else { $acted['trouble'] = New-Trouble 'not-effective' @{ cmdlet = [string] $calls[-1].cmdlet } }
        # nothing was changed: there is nothing to put back
        if ($null -eq $after.trouble -and (& $kind.same $Action $acted.before) -eq $false -and (ConvertTo-Json -InputObject $after.state -Compress) -eq (ConvertTo-Json -InputObject $acted.before -Compress)) { $acted['undo'] = @() }
    }
    return $acted
}

function Get-Needs {
    param($Actions)
    $needs = @('Get-ConnectionInformation')
    $seen = @{}
    foreach ($action in $Actions) {
        $kind = $script:Kinds[[string] $action.kind]
        if (-not $seen.ContainsKey([string] $action.kind)) { $needs += @($kind.needs); $seen[[string] $action.kind] = $true }
        if ($kind.ContainsKey('more')) { $needs += @(& $kind.more $action) }
    }
    return , @($needs | Select-Object -Unique)
}
