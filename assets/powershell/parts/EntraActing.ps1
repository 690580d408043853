# Carries out one change after another: reads what is there, changes what differs, reads it back, and keeps what reverts it.
# Before a change it is written to a journal beside the result: a script that is ended half-way loses nothing of that.

$script:Earlier = @{}
$script:JournalPath = ''
$script:Digest = ''
# One answer may come from a replica that is ahead of the others: before the next change leans on it.
$script:InARow = 3

function Read-Journal {
    if (-not (Test-Path -LiteralPath $script:JournalPath)) { return }
    $options = @{}
    if ((Get-Command ConvertFrom-Json).Parameters.Keys -contains 'DateKind') { $options['DateKind'] = 'String' }
    foreach ($line in @(Get-Content -LiteralPath $script:JournalPath -Encoding UTF8)) {
        # the last line may have been cut off
        try { $entry = ConvertFrom-Json -InputObject $line @options -ErrorAction Stop } catch { continue }
        if ([string] $entry.plan -ne $script:Digest) { continue }
        $id = [string] $entry.index
        # the first run saw what was there before anybody changed it
        if (-not $script:Earlier.ContainsKey($id)) { $script:Earlier[$id] = @{ before = $entry.before } }
        # changed minutes ago, by the run that was ended
        $script:LastWrite = Get-Date
    }
}

function Add-Journal {
    param($Acted)
    $entry = [ordered] @{ plan = $script:Digest; index = $Acted.index; before = $Acted.before }
    Add-Content -LiteralPath $script:JournalPath -Value (ConvertTo-AsciiJson $entry) -Encoding UTF8 -ErrorAction Stop
}

function New-Acted {
    param($Change, [int] $Index)
    return [ordered] @{
        index = $Index; kind = [string] $Change.kind; step = Get-Value $Change 'step'; outcome = 'not-tried'
        before = $null; after = $null; earlier = $false; made = $null; revert = $null; requestIds = @(); trouble = $null; at = (Get-Moment)
    }
}

# What an ended run had done to this one, so that it is not lost where this run does not reach it.
function Add-Earlier {
    param($Acted, $Change)
    $id = [string] $Acted.index
    if (-not $script:Earlier.ContainsKey($id)) { return }
    $Acted['before'] = $script:Earlier[$id].before
    $Acted['earlier'] = $true
}

# A copy of a part of the plan with some of its values put in.
function Copy-Part {
    param($Part, [System.Collections.IDictionary] $Values)
    if ($null -eq $Part) { return $null }
    # a list of one stays a list
    if ($Part -isnot [System.Management.Automation.PSCustomObject]) { return , $Part }
    $copy = [ordered] @{}
    foreach ($property in $Part.PSObject.Properties) { $copy[$property.Name] = $property.Value }
    foreach ($name in @($Values.Keys)) { if (@($copy.Keys) -contains $name -and $null -eq $copy[$name]) { $copy[$name] = $Values[$name] } }
    return $copy
}

# The change of a plan that takes this one back; $null where nothing does, or where it is not known what was made.
function New-Revert {
    param($Change, [string] $Made)
    $kind = [string] $script:Kinds[[string] $Change.kind].revert
    if (-not $kind) { return $null }
    $object = [string] $Change.target.object
    $id = $Change.target.id
    $linked = 'grant', 'role-assignment' -contains $object
    if ($linked -and 'remove-grant', 'remove-role' -contains [string] $Change.kind) { $id = $null }
    elseif ($null -eq $id) {
        if ($linked) { $id = $Made }
        elseif ($object -eq 'application') { $id = $script:Objects.application }
        else { $id = $script:Objects.client }
        if (-not $id) { return $null }
    }
    $values = @{ client = $script:Objects.client; keyId = $Made; appId = $script:Objects.appId }
    return [ordered] @{
        kind = $kind; target = [ordered] @{ object = $object; id = $id }
        before = (Copy-Part $Change.after $values); after = (Copy-Part $Change.before $values)
        checks = (Get-List $Change.checks); step = Get-Value $Change 'step'
    }
}

# What is there now, as its kind tells it.
function Read-State {
    param($Kind, $Change)
    $read = & $Kind.read $Change
    if ($null -ne $read.trouble) { return $read }
    if ($null -ne $Kind.value) {
        $read['state'] = & $Kind.value $read.row
        $read['body'] = & $Kind.body $Change.after
    }
    if ($null -ne $Kind.property) {
        $read['state'] = (Get-Value $read.row $Kind.property) -eq $true
        $read['body'] = @{ $Kind.property = [bool] $Change.after }
    }
    return $read
}

# Whether the tenant shows this side of the change: what the plan says of before, or of after.
function Test-Side {
    param($Kind, $State, $Side)
    if ($Kind.presence) { return ([string] $State -eq $(if ($null -eq $Side) { 'absent' } else { 'present' })) }
    return ((& $Kind.text $State) -ceq (& $Kind.text $Side))
}

# A registration found by its name and notes has to be what the plan wants it to be.
function Test-Registration {
    param($Change, $Row)
    foreach ($pair in @('set-redirects', 'redirects'), @('set-implicit', 'implicit'), @('set-permissions', 'access'), @('set-audience', 'audience'), @('set-public-client', 'publicClient')) {
        $kind = $script:Kinds[$pair[0]]
        $found = & $kind.value $Row
        if ((& $kind.text $found) -cne (& $kind.text (Get-Value $Change.after $pair[1]))) { return $false }
    }
    return $true
}

# Reads until it shows what is wanted several times in a row, or the patience is used up: replicas differ for a moment.
function Wait-Effect {
    param($Kind, $Change)
    $needed = $(if ('create-application', 'create-service-principal' -contains [string] $Change.kind) { $script:InARow } else { 1 })
    $seen = 0
    for ($try = 1; $true; $try += 1) {
        $read = Read-State $Kind $Change
        if ($null -eq $read.trouble -and (Test-Side $Kind $read.state $Change.after)) { $seen += 1 } else { $seen = 0 }
        if ($seen -ge $needed) { return @{ read = $read; effective = $true } }
        if ($try -ge $script:MostTries + $needed) { return @{ read = $read; effective = $false } }
        $wait = $(if ($seen -gt 0) { [double] $script:FirstWait } else { Get-Wait $try })
        Wait-Moment $wait 'not-seen'
    }
}

# 'wait': it may only be too early, or Graph is busy. Otherwise what is there decides.
function Get-Judgement {
    param($Answer, [bool] $Young, [int] $Try)
    if (429, 502, 503, 504 -contains $Answer.status -or $Answer.code -eq 'Directory_ConcurrencyViolation') { return 'wait' }
    if ($Young -and $Answer.code -ne 'Directory_QuotaExceeded' -and $Answer.code -ne 'Request_MultipleObjectsWithSameKeyValue') {
        if (403, 404, 409 -contains $Answer.status -or $Answer.code -eq 'NoBackingApplicationObject') { return 'wait' }
        # the code for a wrong request and for one that names what is not known everywhere yet
        if ($Answer.code -eq 'Request_BadRequest' -and $Try -lt 4) { return 'wait' }
    }
    return 'look'
}

# Sends the one request of a change, again while it may only be too early.
function Send-Planned {
    param($Kind, $Change, $Read, $Acted)
    # what this very request changes does not make it young
    $young = Test-Young
    for ($try = 1; $true; $try += 1) {
        $answer = Send-GraphChange (& $Kind.request $Change $Read)
        if ($null -ne $answer.requestId) { $Acted['requestIds'] = @($Acted.requestIds) + @([string] $answer.requestId) }
        if ($answer.status -ge 200 -and $answer.status -lt 300) { return $answer }
        if ((Get-Judgement $answer $young $try) -ne 'wait' -or $try -ge $script:MostTries) { return $answer }
        $wait = $(if ($null -ne $answer.after) { $answer.after } else { Get-Wait $try })
        Wait-Moment $wait 'throttled'
        # somebody else may have written the list meanwhile
        $fresh = Read-State $Kind $Change
        if ($null -eq $fresh.trouble) { $Read = $fresh }
        if ($null -eq $fresh.trouble -and (Test-Side $Kind $fresh.state $Change.after)) { return $answer }
    }
}

function Complete-Acted {
    param($Acted, $Change, $Read, [string] $Made)
    if (-not $Made -and $null -ne $Read.id) { $Made = [string] $Read.id }
    $Acted['made'] = [ordered] @{ id = $(if ($Made) { $Made } else { $null }); application = $script:Objects.application; client = $script:Objects.client; appId = $script:Objects.appId }
    $Acted['revert'] = New-Revert $Change $Made
}

function Invoke-Planned {
    param($Change, [int] $Index)
    $acted = New-Acted $Change $Index
    $kind = $script:Kinds[[string] $Change.kind]
    $left = $kind.left
    if ([string] $Change.kind -eq 'add-certificate' -and ($null -eq (Get-Value $Change.after 'certificate') -or $null -eq $Change.after.keyId)) { $left = 'certificate-left-out' }
    if ($null -ne $left) {
        $acted['outcome'] = 'left'
        $acted['trouble'] = New-Trouble $left
        return $acted
    }
    $read = Read-State $kind $Change
    for ($try = 1; $read.missing -and (Test-Young) -and $try -lt $script:MostTries; $try += 1) {
        Wait-Moment (Get-Wait $try) 'not-seen'
        $read = Read-State $kind $Change
    }
    if ($read.missing -and $script:Gate -ne 'open' -and $null -eq $Change.target.id) {
        # the plan makes it first, and a preview makes nothing
        $acted['outcome'] = 'would-change'
        return $acted
    }
    if ($null -ne $read.trouble) {
        Add-Earlier $acted $Change
        $acted['outcome'] = 'failed'
        $acted['trouble'] = $read.trouble
        return $acted
    }
    $acted['before'] = $read.state
    $so = Test-Side $kind $read.state $Change.after
    $foreign = -not $so -and -not (Test-Side $kind $read.state $Change.before)
    if ($so -and [string] $Change.kind -eq 'create-application') { $foreign = -not (Test-Registration $Change $read.row) }
    if ($foreign) {
        $acted['outcome'] = 'failed'
        $acted['trouble'] = New-Trouble 'changed-since'
        return $acted
    }
    if ($so) {
        $acted['outcome'] = 'already'
        $acted['after'] = $read.state
        if ($script:Earlier.ContainsKey([string] $Index)) {
            Add-Earlier $acted $Change
            $acted['outcome'] = 'done'
            Complete-Acted $acted $Change $read ''
        }
        return $acted
    }
    if ($script:Gate -ne 'open') {
        $acted['outcome'] = 'would-change'
        return $acted
    }
    if ($script:Earlier.ContainsKey([string] $Index)) { Add-Earlier $acted $Change } else { Add-Journal $acted }
    $answer = Send-Planned $kind $Change $read $acted
    $good = $answer.status -ge 200 -and $answer.status -lt 300
    $made = ''
    if ($good) {
        $made = [string] (Get-Value $answer.body 'id')
        if ([string] $Change.kind -eq 'create-application') {
            $script:Objects['application'] = $made
            $script:Objects['appId'] = [string] (Get-Value $answer.body 'appId')
        }
        if ([string] $Change.kind -eq 'create-service-principal') { $script:Objects['client'] = $made }
        $waited = Wait-Effect $kind $Change
    }
    else {
        # an earlier try may have gone through, or somebody was quicker: what is there decides, not the refusal
        $again = Read-State $kind $Change
        $waited = @{ read = $again; effective = $null -eq $again.trouble -and (Test-Side $kind $again.state $Change.after) }
    }
    $acted['after'] = $waited.read.state
    if ($waited.effective) { $acted['outcome'] = 'done' }
    else {
        $acted['outcome'] = 'failed'
        if (-not $good) { $acted['trouble'] = ConvertTo-Trouble $answer $Change } else { $acted['trouble'] = New-Trouble 'not-seen' }
    }
    # accepted and not seen yet, or never answered: it may be there, so what reverts it is kept
    if ($waited.effective -or $good -or $answer.status -eq 0) { Complete-Acted $acted $Change $waited.read $made }
    return $acted
}
