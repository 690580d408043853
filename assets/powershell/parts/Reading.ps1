# Reads a tenant part by part. A part that cannot be read says so and stays out; it never looks like one that is empty.
# Lists are read whole before anything is done with them: a slow loop over pages outlives their tokens.

$script:CutShort = @()
$script:ReadTroubles = @()
$script:Unreadable = 0
$script:PolicyRows = @()

function New-ReadValue { param($Value) return [ordered] @{ state = 'read'; value = $Value } }
function New-NotAsked { return [ordered] @{ state = 'not-asked' } }
function New-Unreadable {
    param($Trouble)
    $script:Unreadable += 1
    return [ordered] @{ state = 'unreadable'; trouble = $Trouble }
}

# One list of everything: @{ rows; trouble }. The one sign that Exchange cut it short is a warning; with a count that is
# a thousand, or any number asked for, nothing else would tell.
function Read-All {
    param([string] $Cmdlet, [System.Collections.IDictionary] $Parameters, [scriptblock] $Call)
    Write-Step ([ordered] @{ event = 'reading'; part = $Cmdlet; done = 0; total = 0 }) ('Reading: {0}' -f $Cmdlet)
    $answer = Invoke-Exchange $Cmdlet $Parameters $Call
    if (-not $answer.ok) { return @{ rows = @(); trouble = $answer.trouble } }
    # asked for without a limit, a warning about a list can only mean that there is more
    if (@($answer.warnings).Count -gt 0 -and @($Parameters.Keys) -contains 'ResultSize') { $script:CutShort += $Cmdlet }
    return @{ rows = @($answer.output); trouble = $null }
}

function Get-Text { param($Object, [string] $Name) return [string] (Get-Value $Object $Name) }
function Get-TextOrNothing {
    param($Object, [string] $Name)
    $text = [string] (Get-Value $Object $Name)
    if ($text) { return $text }
    return $null
}
function Get-Texts {
    param($Object, [string] $Name)
    return , @(foreach ($one in (Get-List (Get-Value $Object $Name))) { [string] $one })
}

function Read-OrganisationFacts {
    $answer = Read-All 'Get-OrganizationConfig' @{} { param($p) Get-OrganizationConfig @p -ErrorAction Stop -WarningAction Continue }
    if ($null -ne $answer.trouble) { return (New-Unreadable $answer.trouble) }
    $row = $answer.rows[0]
    # older tenants and smaller roles do not have the switch that fills the list in
    $list = Invoke-Exchange 'Get-OrganizationConfig' @{ RetrieveEwsOperationAccessPolicy = $true } { param($p) Get-OrganizationConfig @p -ErrorAction Stop -WarningAction Continue }
    if (-not $list.ok) { $allowed = New-Unreadable $list.trouble }
    else {
        $ids = Get-EwsList $list.output[0]
        $value = $null
        if ($ids.Count -gt 0) { $value = @($ids) }
        $allowed = New-ReadValue $value
    }
    return (New-ReadValue ([ordered] @{
                name                        = Get-Text $row 'Name'
                isDehydrated                = Get-Flag (Get-Value $row 'IsDehydrated')
                ewsEnabled                  = Get-Flag (Get-Value $row 'EwsEnabled')
                ewsAllowedAppIds            = $allowed
                ewsApplicationAccessPolicy  = Get-TextOrNothing $row 'EwsApplicationAccessPolicy'
                ewsAllowList                = Get-Texts $row 'EwsAllowList'
                ewsBlockList                = Get-Texts $row 'EwsBlockList'
                defaultAuthenticationPolicy = Get-TextOrNothing $row 'DefaultAuthenticationPolicy'
                sendFromAlias               = Get-Flag (Get-Value $row 'SendFromAliasEnabled')
                rejectDirectSend            = Get-Flag (Get-Value $row 'RejectDirectSend')
            }))
}

function Read-TransportFacts {
    $answer = Read-All 'Get-TransportConfig' @{} { param($p) Get-TransportConfig @p -ErrorAction Stop -WarningAction Continue }
    if ($null -ne $answer.trouble) { return (New-Unreadable $answer.trouble) }
    return (New-ReadValue ([ordered] @{ smtpAuthDisabled = Get-Flag (Get-Value $answer.rows[0] 'SmtpClientAuthenticationDisabled') }))
}

# A list of facts, one for each row, or why there is none.
function Read-Rows {
    param($Answer, [scriptblock] $Make)
    if ($null -ne $Answer.trouble) { return (New-Unreadable $Answer.trouble) }
    return (New-ReadValue @(foreach ($row in $Answer.rows) { & $Make $row }))
}

function Read-DomainFacts {
    $answer = Read-All 'Get-AcceptedDomain' @{ ResultSize = 'Unlimited' } { param($p) Get-AcceptedDomain @p -ErrorAction Stop -WarningAction Continue }
    return (Read-Rows $answer {
            param($row)
            [ordered] @{ name = Get-Text $row 'DomainName'; type = Get-Text $row 'DomainType'; isDefault = Get-Flag (Get-Value $row 'Default'); isInitial = Get-Flag (Get-Value $row 'InitialDomain') }
        })
}

function Read-AuthenticationPolicyFacts {
    $answer = Read-All 'Get-AuthenticationPolicy' @{} { param($p) Get-AuthenticationPolicy @p -ErrorAction Stop -WarningAction Continue }
    return (Read-Rows $answer {
            param($row)
            [ordered] @{ name = Get-Text $row 'Name'; distinguishedName = Get-Text $row 'DistinguishedName'; allowBasicAuthSmtp = Get-Flag (Get-Value $row 'AllowBasicAuthSmtp') }
        })
}

function Read-ConnectorFacts {
    $answer = Read-All 'Get-InboundConnector' @{ ResultSize = 'Unlimited' } { param($p) Get-InboundConnector @p -ErrorAction Stop -WarningAction Continue }
    return (Read-Rows $answer { param($row) [ordered] @{ name = Get-Text $row 'Identity' } })
}

function Read-HveFacts {
    $answer = Read-All 'Get-MailUser' @{ HVEAccount = $true; ResultSize = 'Unlimited' } { param($p) Get-MailUser @p -ErrorAction Stop -WarningAction Continue }
    return (Read-Rows $answer {
            param($row)
            $id = Get-Id $row
            $settings = Invoke-Exchange 'Get-HVEAccountSettings' @{ Identity = $id } { param($p) Get-HVEAccountSettings @p -ErrorAction Stop -WarningAction Continue }
            if ($settings.ok) { $apps = New-ReadValue (Get-Texts $settings.output[0] 'AllowedApps') } else { $apps = New-Unreadable $settings.trouble }
            [ordered] @{ address = Get-Text $row 'PrimarySmtpAddress'; displayName = Get-Text $row 'DisplayName'; id = $id; allowedApps = $apps }
        })
}

function Read-ApplicationFacts {
    $principals = Read-All 'Get-ServicePrincipal' @{} { param($p) Get-ServicePrincipal @p -ErrorAction Stop -WarningAction Continue }
    $scopes = Read-All 'Get-ManagementScope' @{} { param($p) Get-ManagementScope @p -ErrorAction Stop -WarningAction Continue }
    $assignments = Read-All 'Get-ManagementRoleAssignment' @{ RoleAssigneeType = 'ServicePrincipal' } { param($p) Get-ManagementRoleAssignment @p -ErrorAction Stop -WarningAction Continue }
    $policies = Read-All 'Get-ApplicationAccessPolicy' @{} { param($p) Get-ApplicationAccessPolicy @p -ErrorAction Stop -WarningAction Continue }
    $script:PolicyRows = $policies.rows
    return [ordered] @{
        servicePrincipals = Read-Rows $principals {
            param($row)
            [ordered] @{ appId = Get-Text $row 'AppId'; objectId = Get-Text $row 'ObjectId'; name = Get-Text $row 'DisplayName'; sid = Get-Text $row 'Sid' }
        }
        scopes            = Read-Rows $scopes {
            param($row)
            [ordered] @{ name = Get-Text $row 'Name'; filter = Get-Text $row 'RecipientFilter'; exclusive = Get-Flag (Get-Value $row 'Exclusive') }
        }
        assignments       = Read-Rows $assignments {
            param($row)
            [ordered] @{
                name = Get-Text $row 'Name'; role = Get-Text $row 'Role'; objectId = Get-Text $row 'RoleAssigneeName'
                scope = Get-TextOrNothing $row 'CustomResourceScope'; scopeType = Get-Text $row 'RecipientWriteScope'; enabled = Get-Flag (Get-Value $row 'Enabled')
            }
        }
        accessPolicies    = Read-Rows $policies {
            param($row)
            [ordered] @{
                identity = Get-Text $row 'Identity'; appIds = Get-Texts $row 'AppId'; right = Get-Text $row 'AccessRight'; scopeName = Get-Text $row 'ScopeName'
                scopeIdentity = Get-Text $row 'ScopeIdentity'; description = Get-Text $row 'Description'; isValid = Get-Flag (Get-Value $row 'IsValid')
            }
        }
    }
}

# Groups that decide about a mailbox and that the plan could not name. Without their members nothing can be said of it.
function Read-FurtherGroups {
    param($References, $Known)
    $seen = @(foreach ($group in $Known) { if ($null -ne $group.facts) { [string] $group.facts.address } })
    foreach ($reference in $References) {
        if ($seen -contains [string] $reference.address) { continue }
        $seen += [string] $reference.address
        $told = Read-GroupFacts $reference
        $told['asked'] = $null
        $told
    }
}

# The groups behind the access policies of these applications. ScopeIdentityRaw ends with the directory's own id.
function Find-PolicyGroups {
    param($AppIds)
    foreach ($row in $script:PolicyRows) {
        $concerned = @(foreach ($one in (Get-Texts $row 'AppId')) { if ($AppIds -contains $one) { $one } })
        $id = @((Get-Text $row 'ScopeIdentityRaw') -split ';')[-1].Trim()
        if ($concerned.Count -eq 0 -or $id -notmatch $script:Guid) { continue }
        $answer = Invoke-Exchange 'Get-Recipient' @{ Identity = $id } { param($p) Get-Recipient @p -ErrorAction Stop -WarningAction Continue }
        if (-not $answer.ok -or @($answer.output).Count -ne 1) { continue }
        [ordered] @{ address = Get-Text $answer.output[0] 'PrimarySmtpAddress'; id = (Get-Id $answer.output[0]) }
    }
}

function Read-Test {
    param($Test)
    $told = [ordered] @{ appId = [string] $Test.app.appId; mailbox = [string] $Test.mailbox.address; roles = $null }
    $who = Find-Recipient $Test.mailbox
    if ($null -ne $who.trouble) { $told.roles = New-Unreadable $who.trouble; return $told }
    $p = @{ Identity = [string] $Test.app.objectId; Resource = $who.id }
    $answer = Invoke-Exchange 'Test-ServicePrincipalAuthorization' $p { param($p) Test-ServicePrincipalAuthorization @p -ErrorAction Stop -WarningAction Continue }
    if (-not $answer.ok) { $told.roles = New-Unreadable $answer.trouble; return $told }
    $told.roles = New-ReadValue @(foreach ($row in $answer.output) {
            # "Not Run" is no answer
            $scoped = $null
            if ('True', 'False' -contains (Get-Text $row 'InScope')) { $scoped = (Get-Text $row 'InScope') -eq 'True' }
            [ordered] @{ role = Get-Text $row 'RoleName'; scope = Get-TextOrNothing $row 'AllowedResourceScope'; inScope = $scoped }
        })
    return $told
}

# --- groups ---------------------------------------------------------------------------------------------------------

function Read-GroupFacts {
    param($Reference)
    $told = [ordered] @{ asked = $Reference; found = 'found'; facts = $null; trouble = $null }
    $who = Find-Recipient $Reference
    if ($null -ne $who.trouble) { return (Set-NotFound $told $who.trouble) }
    $unified = (Get-Text $who.recipient 'RecipientTypeDetails') -eq 'GroupMailbox'
    if ($unified) { $answer = Invoke-Exchange 'Get-UnifiedGroup' @{ Identity = $who.id } { param($p) Get-UnifiedGroup @p -ErrorAction Stop -WarningAction Continue } }
    else { $answer = Invoke-Exchange 'Get-DistributionGroup' @{ Identity = $who.id } { param($p) Get-DistributionGroup @p -ErrorAction Stop -WarningAction Continue } }
    if (-not $answer.ok) { return (Set-NotFound $told $answer.trouble) }
    $row = $answer.output[0]
    $members = New-NotAsked
    if (-not $unified) {
        $list = Read-All 'Get-DistributionGroupMember' @{ Identity = $who.id; ResultSize = 'Unlimited' } { param($p) Get-DistributionGroupMember @p -ErrorAction Stop -WarningAction Continue }
        $members = Read-Rows $list { param($member) [ordered] @{ address = Get-Text $member 'PrimarySmtpAddress'; id = Get-Id $member; type = Get-Text $member 'RecipientTypeDetails' } }
    }
    $kind = 'distribution'
    if ($unified) { $kind = 'microsoft365' } elseif ((Get-Text $who.recipient 'RecipientTypeDetails') -eq 'MailUniversalSecurityGroup') { $kind = 'security' }
    $told.facts = [ordered] @{
        id = $who.id; address = Get-Text $row 'PrimarySmtpAddress'; displayName = Get-Text $row 'DisplayName'; kind = $kind
        distinguishedName = Get-Text $who.recipient 'DistinguishedName'; hidden = Get-Flag (Get-Value $row 'HiddenFromAddressListsEnabled')
        isDirSynced = Get-Flag (Get-Value $row 'IsDirSynced'); sendOnBehalf = Get-Holders (Get-Value $row 'GrantSendOnBehalfTo')
        sendAs = Read-SendAs $who.id; members = $members
    }
    return $told
}

function Set-NotFound {
    param($Told, $Trouble)
    $Told['found'] = 'unreadable'
    if ($Trouble.code -eq 'recipient-missing') { $Told['found'] = 'missing' }
    if ($Trouble.code -eq 'recipient-ambiguous') { $Told['found'] = 'ambiguous' }
    if ($Told.found -eq 'unreadable') { $script:Unreadable += 1 }
    $Told['trouble'] = $Trouble
    return $Told
}
