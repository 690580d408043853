# What of the tenant a change is about, as it is now: @{ state; id; row; trouble }. The state is in the words of plan and
# result; $null in it means that it is not there.

# Object ids, and the client id, of the registration the plan is about. What the plan makes is found or made meanwhile.
$script:Objects = @{ application = $null; client = $null; appId = $null }

$script:Selected = 'id,appId,displayName,createdDateTime,signInAudience,isDisabled,web,publicClient,spa,isFallbackPublicClient,requiredResourceAccess,passwordCredentials,keyCredentials,notes'

function New-Read {
    param($State, $Id = $null, $Row = $null, $Trouble = $null)
    return @{ state = $State; id = $Id; row = $Row; trouble = $Trouble; missing = $false }
}

function New-Missing {
    param([string] $What)
    $read = New-Read $null $null $null (New-Trouble 'object-missing' @{ what = $What })
    $read['missing'] = $true
    return $read
}

function Get-ApplicationId {
    param($Change)
    if ([string] $Change.target.object -eq 'application' -and $null -ne $Change.target.id) { return [string] $Change.target.id }
    return $script:Objects.application
}

function Get-ClientId {
    param($Change)
    if ([string] $Change.target.object -eq 'service-principal' -and $null -ne $Change.target.id) { return [string] $Change.target.id }
    foreach ($side in $Change.after, $Change.before) {
        $client = Get-Value $side 'client'
        if ($null -ne $client) { return [string] $client }
    }
    return $script:Objects.client
}

function Read-Application {
    param($Change)
    $id = Get-ApplicationId $Change
    if ($null -eq $id) { return (New-Missing 'the registration') }
    $answer = Read-Graph ('/v1.0/applications/' + $id + '?$select=' + $script:Selected)
    if ($answer.status -eq 200) { return (New-Read $null $id $answer.body) }
    if ($answer.status -eq 404) { return (New-Missing 'the registration') }
    return (New-Read $null $null $null (ConvertTo-Trouble $answer $Change))
}

function Read-Client {
    param($Change)
    $id = Get-ClientId $Change
    if ($null -eq $id) { return (New-Missing 'the enterprise application') }
    $answer = Read-Graph ('/v1.0/servicePrincipals/' + $id + '?$select=id,appId,accountEnabled,appRoleAssignmentRequired')
    if ($answer.status -eq 200) { return (New-Read $null $id $answer.body) }
    if ($answer.status -eq 404) { return (New-Missing 'the enterprise application') }
    return (New-Read $null $null $null (ConvertTo-Trouble $answer $Change))
}

# The row of a list that hangs on the enterprise application; missing where that is not there.
function Read-Linked {
    param($Change, [string] $Path)
    $list = Read-GraphRows $Path
    if ($null -eq $list.answer) { return (New-Read $null $null $list.rows) }
    if ($list.answer.status -eq 404) { return (New-Missing 'the enterprise application') }
    return (New-Read $null $null $null (ConvertTo-Trouble $list.answer $Change))
}

function Read-Grant {
    param($Change)
    $client = Get-ClientId $Change
    if ($null -eq $client) { return (New-Missing 'the enterprise application') }
    $read = Read-Linked $Change ('/v1.0/oauth2PermissionGrants?$filter=clientId%20eq%20''' + $client + '''')
    if ($null -ne $read.trouble) { return $read }
    $wanted = $(if ($null -ne $Change.after) { $Change.after } else { $Change.before })
    foreach ($row in $read.row) {
        if ([string] $row.resourceId -ne [string] $wanted.resourceId -or [string] $row.principalId -ne [string] $wanted.principalId) { continue }
        $scopes = @(foreach ($scope in ([string] $row.scope -split '\s+')) { if ($scope) { $scope } })
        return (New-Read @($scopes | Sort-Object -CaseSensitive -Unique) ([string] $row.id))
    }
    return (New-Read $null)
}

function Read-Role {
    param($Change)
    $client = Get-ClientId $Change
    if ($null -eq $client) { return (New-Missing 'the enterprise application') }
    $read = Read-Linked $Change ('/v1.0/servicePrincipals/' + $client + '/appRoleAssignments')
    if ($null -ne $read.trouble) { return $read }
    $wanted = $(if ($null -ne $Change.after) { $Change.after } else { $Change.before })
    foreach ($row in $read.row) {
        if ([string] $row.resourceId -eq [string] $wanted.resourceId -and [string] $row.appRoleId -eq [string] $wanted.roleId) { return (New-Read 'present' ([string] $row.id)) }
    }
    return (New-Read 'absent')
}

function Read-Owner {
    param($Change)
    $id = Get-ApplicationId $Change
    if ($null -eq $id) { return (New-Missing 'the registration') }
    $list = Read-GraphRows ('/v1.0/applications/' + $id + '/owners?$select=id')
    if ($null -ne $list.answer) {
        if ($list.answer.status -eq 404) { return (New-Missing 'the registration') }
        return (New-Read $null $null $null (ConvertTo-Trouble $list.answer $Change))
    }
    $wanted = $(if ($null -ne $Change.after) { $Change.after } else { $Change.before })
    foreach ($row in $list.rows) { if ([string] $row.id -eq [string] $wanted.id) { return (New-Read 'present' ([string] $row.id)) } }
    return (New-Read 'absent')
}

# Of a secret or certificate, by the id of its key.
function Read-Credential {
    param($Change, [string] $List)
    $read = Read-Application $Change
    if ($null -ne $read.trouble) { return $read }
    $wanted = $(if ($null -ne $Change.after) { $Change.after } else { $Change.before })
    foreach ($row in (Get-List (Get-Value $read.row $List))) {
        if ([string] $row.keyId -eq [string] $wanted.keyId) { return (New-Read 'present' ([string] $row.keyId) $read.row) }
    }
    return (New-Read 'absent' $null $read.row)
}

function Get-Redirects {
    param($Row)
    $found = [ordered] @{}
    foreach ($platform in 'web', 'publicClient', 'spa') {
        $found[$platform] = @(foreach ($uri in (Get-List (Get-Value (Get-Value $Row $platform) 'redirectUris'))) { [string] $uri })
    }
    return $found
}

function Get-Implicit {
    param($Row)
    $boxes = Get-Value (Get-Value $Row 'web') 'implicitGrantSettings'
    return [ordered] @{
        accessTokens = (Get-Value $boxes 'enableAccessTokenIssuance') -eq $true
        idTokens     = (Get-Value $boxes 'enableIdTokenIssuance') -eq $true
    }
}

function Get-Access {
    param($Row)
    return , @(foreach ($api in (Get-List (Get-Value $Row 'requiredResourceAccess'))) {
            foreach ($one in (Get-List $api.resourceAccess)) {
                [ordered] @{ resourceAppId = [string] $api.resourceAppId; id = [string] $one.id; type = [string] $one.type }
            }
        })
}

# A registration that this plan made in an earlier run is told by its name and by the notes it was made with. One of the
# same name without them is somebody else's: a person has to say which is meant.
function Read-Registration {
    param($Change)
    $after = $Change.after
    if ($null -ne $script:Objects.application) {
        $read = Read-Application $Change
        if ($null -ne $read.trouble) { return $read }
        return (New-Read 'present' $read.id $read.row)
    }
    $name = [uri]::EscapeDataString(([string] $after.displayName).Replace("'", "''"))
    $list = Read-GraphRows ('/v1.0/applications?$filter=displayName%20eq%20''' + $name + '''&$select=' + $script:Selected)
    if ($null -ne $list.answer) { return (New-Read $null $null $null (ConvertTo-Trouble $list.answer $Change)) }
    if ($list.rows.Count -eq 0) { return (New-Read 'absent') }
    $own = @(foreach ($row in $list.rows) { if ($after.notes -and [string] $row.notes -ceq [string] $after.notes) { $row } })
    if ($own.Count -ne 1) {
        $taken = New-Trouble 'name-taken' @{ name = [string] $after.displayName; found = @(foreach ($row in $list.rows) { [string] $row.appId }) }
        return (New-Read $null $null $null $taken)
    }
    $script:Objects['application'] = [string] $own[0].id
    $script:Objects['appId'] = [string] $own[0].appId
    return (New-Read 'present' ([string] $own[0].id) $own[0])
}

function Read-Principal {
    param($Change)
    $appId = Get-Value $Change.after 'appId'
    if ($null -eq $appId) { $appId = $script:Objects.appId }
    if ($null -eq $appId) { return (New-Missing 'the registration') }
    $answer = Read-Graph ('/v1.0/servicePrincipals(appId=''' + [string] $appId + ''')?$select=id,appId')
    if ($answer.status -eq 404) { return (New-Read 'absent') }
    if ($answer.status -ne 200) { return (New-Read $null $null $null (ConvertTo-Trouble $answer $Change)) }
    $script:Objects['client'] = [string] $answer.body.id
    return (New-Read 'present' ([string] $answer.body.id) $answer.body)
}

# The registration and its enterprise application as the plan knows them by client id. Returns a trouble, or $null.
function Find-Objects {
    param($Changes)
    $appId = $script:Objects.appId
    if ($null -eq $appId) { return $null }
    $found = Read-GraphRows ('/v1.0/applications?$filter=appId%20eq%20''' + [string] $appId + '''&$select=id,appId')
    if ($null -ne $found.answer) { return (ConvertTo-Trouble $found.answer $Changes[0]) }
    if ($found.rows.Count -gt 0) { $script:Objects['application'] = [string] $found.rows[0].id }
    $answer = Read-Graph ('/v1.0/servicePrincipals(appId=''' + [string] $appId + ''')?$select=id')
    if ($answer.status -eq 200) { $script:Objects['client'] = [string] $answer.body.id }
    elseif ($answer.status -ne 404) { return (ConvertTo-Trouble $answer $Changes[0]) }
    return $null
}
