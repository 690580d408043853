# Each kind of change: how what is there is read, when it is so, the one request that makes it so, and the kind that takes
# it back. A value of the plan is data in a request; it is never part of the text of a script.

$script:Kinds = @{}

function New-Request {
    param([string] $Method, [string] $Path, $Body = $null)
    return @{ method = $Method; path = $Path; body = $Body }
}

# The same lists, in whatever order.
function Join-Set {
    param($List)
    return (@((Get-List $List) | Sort-Object -CaseSensitive -Unique) -join "`n")
}

# A property of the registration: a value before, a value after. $Value reads it, $Text makes it comparable.
function Add-Property {
    param([string] $Name, [scriptblock] $Value, [scriptblock] $Text, [scriptblock] $Body)
    $script:Kinds[$Name] = @{
        read    = { param($Change) Read-Application $Change }
        value   = $Value
        text    = $Text
        request = { param($Change, $Read) New-Request 'PATCH' ('/v1.0/applications/' + $Read.id) $Read.body }
        body    = $Body
        revert  = $Name
    }
}

Add-Property 'set-disabled' { param($Row) (Get-Value $Row 'isDisabled') -eq $true } { param($State) [string] $State } { param($After) @{ isDisabled = [bool] $After } }
Add-Property 'set-audience' { param($Row) [string] $Row.signInAudience } { param($State) [string] $State } { param($After) @{ signInAudience = [string] $After } }
Add-Property 'set-public-client' { param($Row) (Get-Value $Row 'isFallbackPublicClient') -eq $true } { param($State) [string] $State } { param($After) @{ isFallbackPublicClient = [bool] $After } }
Add-Property 'set-notes' { param($Row) Get-Value $Row 'notes' } { param($State) [string] $State } { param($After) @{ notes = $After } }
Add-Property 'set-redirects' { param($Row) Get-Redirects $Row } {
    param($State)
    $all = foreach ($platform in 'web', 'publicClient', 'spa') { foreach ($uri in (Get-List (Get-Value $State $platform))) { $platform + ' ' + [string] $uri } }
    Join-Set $all
} { param($After) Get-RedirectBody $After }
Add-Property 'set-implicit' { param($Row) Get-Implicit $Row } { param($State) '{0} {1}' -f (Get-Value $State 'accessTokens'), (Get-Value $State 'idTokens') } { param($After) @{ web = @{ implicitGrantSettings = (Get-ImplicitBody $After) } } }
Add-Property 'set-permissions' { param($Row) , (Get-Access $Row) } {
    param($State)
    $all = foreach ($one in (Get-List $State)) { '{0} {1} {2}' -f (Get-Value $one 'resourceAppId'), (Get-Value $one 'type'), (Get-Value $one 'id') }
    (Join-Set $all).ToLower()
} { param($After) @{ requiredResourceAccess = (Get-AccessBody $After) } }

function Get-RedirectBody {
    param($After)
    $body = @{}
    foreach ($platform in 'web', 'publicClient', 'spa') {
        $body[$platform] = @{ redirectUris = @(foreach ($uri in (Get-List (Get-Value $After $platform))) { [string] $uri }) }
    }
    return $body
}

function Get-ImplicitBody {
    param($After)
    return @{ enableAccessTokenIssuance = $After.accessTokens -eq $true; enableIdTokenIssuance = $After.idTokens -eq $true }
}

# One entry for each API.
function Get-AccessBody {
    param($After)
    $apis = @(foreach ($one in (Get-List $After)) { [string] $one.resourceAppId }) | Select-Object -Unique
    return , @(foreach ($api in (Get-List $apis)) {
            @{
                resourceAppId  = $api
                resourceAccess = @(foreach ($one in (Get-List $After)) { if ([string] $one.resourceAppId -eq $api) { @{ id = [string] $one.id; type = [string] $one.type } } })
            }
        })
}

# A property of the enterprise application: on or off.
function Add-ClientProperty {
    param([string] $Name, [string] $Property)
    $script:Kinds[$Name] = @{
        read     = { param($Change) Read-Client $Change }
        property = $Property
        text     = { param($State) [string] $State }
        request  = { param($Change, $Read) New-Request 'PATCH' ('/v1.0/servicePrincipals/' + $Read.id) $Read.body }
        revert   = $Name
    }
}
Add-ClientProperty 'set-sign-in' 'accountEnabled'
Add-ClientProperty 'set-assignment-required' 'appRoleAssignmentRequired'

# Something that is there or is not. Making it, the plan says what it is after the change; taking it away, before.
function Add-Presence {
    param([string] $Name, [scriptblock] $Read, [scriptblock] $Request, [string] $Revert)
    $script:Kinds[$Name] = @{ read = $Read; presence = $true; request = $Request; revert = $Revert }
}

Add-Presence 'create-application' { param($Change) Read-Registration $Change } {
    param($Change, $Read)
    $after = $Change.after
    $body = Get-RedirectBody $after.redirects
    $body['web']['implicitGrantSettings'] = Get-ImplicitBody $after.implicit
    $body['displayName'] = [string] $after.displayName
    $body['signInAudience'] = [string] $after.audience
    $body['isFallbackPublicClient'] = [bool] $after.publicClient
    $body['requiredResourceAccess'] = Get-AccessBody $after.access
    if ($null -ne $after.notes) { $body['notes'] = [string] $after.notes }
    New-Request 'POST' '/v1.0/applications' $body
} 'delete-application'

# Whether it is there: one that is missing is absent, and no trouble.
function Read-There {
    param($Read)
    if ($Read.missing) { return (New-Read 'absent') }
    if ($null -eq $Read.trouble) { $Read['state'] = 'present' }
    return $Read
}

Add-Presence 'delete-application' { param($Change) Read-There (Read-Application $Change) } {
    param($Change, $Read)
    New-Request 'DELETE' ('/v1.0/applications/' + $Read.id)
} 'restore-application'

# Deleted items keep it for 30 days.
Add-Presence 'restore-application' { param($Change) Read-There (Read-Application $Change) } {
    param($Change, $Read)
    New-Request 'POST' ('/v1.0/directory/deletedItems/' + (Get-ApplicationId $Change) + '/restore')
} 'delete-application'

Add-Presence 'create-service-principal' { param($Change) Read-Principal $Change } {
    param($Change, $Read)
    $appId = $(if ($null -ne $Change.after.appId) { [string] $Change.after.appId } else { [string] $script:Objects.appId })
    New-Request 'POST' '/v1.0/servicePrincipals' @{ appId = $appId }
} 'delete-service-principal'

Add-Presence 'delete-service-principal' { param($Change) Read-There (Read-Client $Change) } {
    param($Change, $Read)
    New-Request 'DELETE' ('/v1.0/servicePrincipals/' + $Read.id)
} 'restore-service-principal'

Add-Presence 'restore-service-principal' { param($Change) Read-There (Read-Client $Change) } {
    param($Change, $Read)
    New-Request 'POST' ('/v1.0/directory/deletedItems/' + (Get-ClientId $Change) + '/restore')
} 'delete-service-principal'

Add-Presence 'add-owner' { param($Change) Read-Owner $Change } {
    param($Change, $Read)
    $reference = ([string] $script:Graph) + '/directoryObjects/' + [string] $Change.after.id
    New-Request 'POST' ('/v1.0/applications/' + (Get-ApplicationId $Change) + '/owners/$ref') @{ '@odata.id' = $reference }
} 'remove-owner'

Add-Presence 'remove-owner' { param($Change) Read-Owner $Change } {
    param($Change, $Read)
    New-Request 'DELETE' ('/v1.0/applications/' + (Get-ApplicationId $Change) + '/owners/' + [string] $Change.before.id + '/$ref')
} 'add-owner'

# The list replaces what is there, so it holds every certificate that is to stay, as it was read.
Add-Presence 'add-certificate' { param($Change) Read-Credential $Change 'keyCredentials' } {
    param($Change, $Read)
    $certificate = $Change.after.certificate
    $added = @{
        keyId = [string] $Change.after.keyId; type = 'AsymmetricX509Cert'; usage = 'Verify'; key = [string] $certificate.der
        displayName = [string] $Change.after.displayName; startDateTime = (Format-Moment $certificate.startsAt); endDateTime = (Format-Moment $certificate.endsAt)
    }
    New-Request 'PATCH' ('/v1.0/applications/' + (Get-ApplicationId $Change)) @{ keyCredentials = (Get-List (Get-Value $Read.row 'keyCredentials')) + @($added) }
} 'remove-certificate'

function Format-Moment {
    param($Value)
    if ($Value -is [datetime]) { return $Value.ToUniversalTime().ToString('o') }
    return [string] $Value
}

Add-Presence 'remove-certificate' { param($Change) Read-Credential $Change 'keyCredentials' } {
    param($Change, $Read)
    $others = @(foreach ($one in (Get-List (Get-Value $Read.row 'keyCredentials'))) { if ([string] $one.keyId -ne [string] $Change.before.keyId) { $one } })
    New-Request 'PATCH' ('/v1.0/applications/' + (Get-ApplicationId $Change)) @{ keyCredentials = $others }
} ''

Add-Presence 'remove-secret' { param($Change) Read-Credential $Change 'passwordCredentials' } {
    param($Change, $Read)
    New-Request 'POST' ('/v1.0/applications/' + (Get-ApplicationId $Change) + '/removePassword') @{ keyId = [string] $Change.before.keyId }
} ''

# Its value would have to be shown to somebody: it is left to whoever enters it into the product.
$script:Kinds['add-secret'] = @{ left = 'secret-left-out'; revert = 'remove-secret' }

Add-Presence 'add-role' { param($Change) Read-Role $Change } {
    param($Change, $Read)
    $client = Get-ClientId $Change
    New-Request 'POST' ('/v1.0/servicePrincipals/' + $client + '/appRoleAssignments') @{ principalId = $client; resourceId = [string] $Change.after.resourceId; appRoleId = [string] $Change.after.roleId }
} 'remove-role'

Add-Presence 'remove-role' { param($Change) Read-Role $Change } {
    param($Change, $Read)
    New-Request 'DELETE' ('/v1.0/servicePrincipals/' + (Get-ClientId $Change) + '/appRoleAssignments/' + $Read.id)
} 'add-role'

# Delegated permissions for one API: a list of names, nothing where there is no grant.
function Add-Grant {
    param([string] $Name, [scriptblock] $Request, [string] $Revert)
    $script:Kinds[$Name] = @{
        read    = { param($Change) Read-Grant $Change }
        text    = { param($State) Join-Set $(if ($State -is [System.Management.Automation.PSCustomObject]) { $State.scopes } else { $State }) }
        request = $Request
        revert  = $Revert
    }
}
Add-Grant 'create-grant' {
    param($Change, $Read)
    $after = $Change.after
    $body = @{
        clientId = (Get-ClientId $Change); consentType = $(if ($null -eq $after.principalId) { 'AllPrincipals' } else { 'Principal' })
        resourceId = [string] $after.resourceId; scope = ((Get-List $after.scopes) -join ' ')
    }
    if ($null -ne $after.principalId) { $body['principalId'] = [string] $after.principalId }
    New-Request 'POST' '/v1.0/oauth2PermissionGrants' $body
} 'remove-grant'
Add-Grant 'set-grant' {
    param($Change, $Read)
    New-Request 'PATCH' ('/v1.0/oauth2PermissionGrants/' + $Read.id) @{ scope = ((Get-List $Change.after.scopes) -join ' ') }
} 'set-grant'
Add-Grant 'remove-grant' { param($Change, $Read) New-Request 'DELETE' ('/v1.0/oauth2PermissionGrants/' + $Read.id) } 'create-grant'
