# What can be changed for an application that signs in by itself: its service principal in Exchange, a scope, roles
# inside that scope and nowhere else, and the older access policies.

# "Not found" is an answer here: there is none of this name.
function Test-Absent { param($Answer) return (-not $Answer.ok -and $Answer.trouble.code -eq 'recipient-missing') }

$script:Kinds['service-principal'] = @{
    needs = @('Get-ServicePrincipal', 'New-ServicePrincipal/ObjectId', 'Remove-ServicePrincipal')
    read  = {
        param($Action, $Context)
        $answer = Invoke-Exchange 'Get-ServicePrincipal' @{ Identity = [string] $Action.app.appId } { param($p) Get-ServicePrincipal @p -ErrorAction Stop -WarningAction Continue }
        if (Test-Absent $answer) { return (New-Read 'absent') }
        if (-not $answer.ok) { return (New-Unread $answer.trouble) }
        if (@($answer.output).Count -eq 0) { return (New-Read 'absent') }
        $found = [string] (Get-Value $answer.output[0] 'ObjectId')
        # registered under the wrong object id every sign-in fails, and nothing says why
        if ($found -ne [string] $Action.app.objectId) { return (New-Unread (New-Trouble 'other-object' @{ name = [string] $Action.app.appId; found = $found })) }
        return (New-Read 'present')
    }
    same  = { param($Action, $State) return ($State -eq $Action.state) }
    calls = {
        param($Action, $Read)
        $script:Principals = $null
        if ($Action.state -eq 'present') {
            $p = [ordered] @{ AppId = [string] $Action.app.appId; ObjectId = [string] $Action.app.objectId; DisplayName = [string] $Action.app.name }
            New-Call 'New-ServicePrincipal' $p { param($p) New-ServicePrincipal @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
        else {
            New-Call 'Remove-ServicePrincipal' ([ordered] @{ Identity = [string] $Action.app.objectId }) { param($p) Remove-ServicePrincipal @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ state = $State } }
}

# What a filter compares with, as a set: Exchange rewrites blanks and brackets, so texts cannot be compared.
function Get-FilterValues {
    param([string] $Filter)
    $found = @{}
    foreach ($match in [regex]::Matches($Filter, "(\w+)\s+-(\w+)\s+'((?:[^']|'')*)'")) {
        $key = ($match.Groups[1].Value + ' ' + $match.Groups[2].Value + ' ' + $match.Groups[3].Value).ToLower()
        $found[$key] = $true
    }
    return (@($found.Keys | Sort-Object) -join "`n")
}

# @{ filter; trouble } of what a scope is to hold.
function Get-WantedFilter {
    param($Action, $Context)
    $filter = $Action.filter
    if ($filter.by -eq 'filter') { return @{ filter = [string] $filter.filter; trouble = $null } }
    if ($filter.by -eq 'mailbox') {
        $who = Find-Recipient $filter.mailbox -JustMade:$Context.justMade
        if ($null -ne $who.trouble -and -not (Test-StillToCome $who.trouble $Context)) { return @{ filter = ''; trouble = $who.trouble } }
        $address = $(if ($null -eq $who.trouble) { [string] (Get-Value $who.recipient 'PrimarySmtpAddress') } else { [string] $filter.mailbox.address })
        return @{ filter = ('PrimarySmtpAddress -eq ' + (ConvertTo-FilterText $address)); trouble = $null }
    }
    $group = Find-Recipient $filter.group -JustMade:$Context.justMade
    if ($null -ne $group.trouble) {
        # its distinguished name is known once it has been made
        if (Test-StillToCome $group.trouble $Context) { return @{ filter = ('MemberOfGroup -eq ' + (ConvertTo-FilterText ('<' + [string] $filter.group.address + '>'))); trouble = $null } }
        return @{ filter = ''; trouble = $group.trouble }
    }
    $name = [string] (Get-Value $group.recipient 'DistinguishedName')
    if (-not $name) { return @{ filter = ''; trouble = (New-Trouble 'not-yet' @{ address = [string] $filter.group.address }) } }
    return @{ filter = ('MemberOfGroup -eq ' + (ConvertTo-FilterText $name)); trouble = $null }
}

$script:Kinds['scope'] = @{
    needs = @('Get-Recipient', 'Get-ManagementScope', 'New-ManagementScope/RecipientRestrictionFilter', 'Remove-ManagementScope')
    read  = {
        param($Action, $Context)
        $answer = Invoke-Exchange 'Get-ManagementScope' @{ Identity = [string] $Action.name } { param($p) Get-ManagementScope @p -ErrorAction Stop -WarningAction Continue }
        $rows = @($answer.output)
        if (-not $answer.ok -and -not (Test-Absent $answer)) { return (New-Unread $answer.trouble) }
        if ($rows.Count -gt 0 -and $Action.state -eq 'absent') {
            return (New-Read ([ordered] @{ state = 'present'; filter = [string] (Get-Value $rows[0] 'RecipientFilter') }))
        }
        $nothing = [ordered] @{ state = 'absent'; filter = '' }
        if ($rows.Count -eq 0 -and $Action.state -eq 'absent') { return (New-Read $nothing) }
        $filter = Get-WantedFilter $Action $Context
        if ($null -ne $filter.trouble) { return (New-Unread $filter.trouble) }
        if ($rows.Count -eq 0) { return (New-Read $nothing $filter.filter) }
        $there = [string] (Get-Value $rows[0] 'RecipientFilter')
        # another filter under this name serves somebody else: changing it would move their rights too
        if ((Get-FilterValues $there) -ne (Get-FilterValues $filter.filter)) { return (New-Unread (New-Trouble 'other-object' @{ name = [string] $Action.name; found = $there })) }
        return (New-Read ([ordered] @{ state = 'present'; filter = $there }))
    }
    same  = { param($Action, $State) return ($State.state -eq $Action.state) }
    calls = {
        param($Action, $Read)
        if ($Action.state -eq 'present') {
            $p = [ordered] @{ Name = [string] $Action.name; RecipientRestrictionFilter = [string] $Read.keep }
            New-Call 'New-ManagementScope' $p { param($p) New-ManagementScope @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
        else {
            New-Call 'Remove-ManagementScope' ([ordered] @{ Identity = [string] $Action.name }) { param($p) Remove-ManagementScope @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
    }
    undo  = {
        param($Action, $State)
        if ($State.state -eq 'absent') { New-Undo $Action @{ state = 'absent' } }
        else { New-Undo $Action @{ state = 'present'; filter = [ordered] @{ by = 'filter'; filter = $State.filter } } }
    }
}

# Without a scope a role reaches every mailbox: such a call is never built.
$script:Kinds['app-role'] = @{
    needs = @('Get-ManagementRoleAssignment', 'New-ManagementRoleAssignment/App', 'New-ManagementRoleAssignment/CustomResourceScope', 'Remove-ManagementRoleAssignment')
    read  = {
        param($Action, $Context)
        # asking by assignee fails for an application that Exchange does not know yet: the list of all of them does not
        $answer = Invoke-Exchange 'Get-ManagementRoleAssignment' @{ RoleAssigneeType = 'ServicePrincipal' } { param($p) Get-ManagementRoleAssignment @p -ErrorAction Stop -WarningAction Continue }
        if (Test-Absent $answer) { return (New-Read 'absent' '') }
        if (-not $answer.ok) { return (New-Unread $answer.trouble) }
        foreach ($row in $answer.output) {
            $assignees = @([string] (Get-Value $row 'RoleAssigneeName'), [string] (Get-Value $row 'RoleAssignee'))
            $same = $assignees -contains [string] $Action.app.objectId -and [string] (Get-Value $row 'Role') -eq [string] $Action.role
            if ($same -and [string] (Get-Value $row 'CustomResourceScope') -eq [string] $Action.scope) {
                return (New-Read 'present' ([string] (Get-Value $row 'Name')))
            }
        }
        return (New-Read 'absent' '')
    }
    same  = { param($Action, $State) return ($State -eq $Action.state) }
    calls = {
        param($Action, $Read)
        if ($Action.state -eq 'present') {
            $p = [ordered] @{ Name = [string] $Action.name; App = [string] $Action.app.objectId; Role = [string] $Action.role; CustomResourceScope = [string] $Action.scope }
            New-Call 'New-ManagementRoleAssignment' $p { param($p) New-ManagementRoleAssignment @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
        else {
            New-Call 'Remove-ManagementRoleAssignment' ([ordered] @{ Identity = [string] $Read.keep }) { param($p) Remove-ManagementRoleAssignment @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ state = $State } }
}

$script:Kinds['test-app'] = @{
    needs = @('Get-Recipient', 'Test-ServicePrincipalAuthorization/Resource')
    read  = {
        param($Action, $Context)
        $who = Find-Recipient $Action.mailbox -JustMade:$Context.justMade
        if ($null -ne $who.trouble) {
            if (Test-StillToCome $who.trouble $Context) { return (New-Read 'out-of-scope') }
            return (New-Unread $who.trouble)
        }
        $p = @{ Identity = [string] $Action.app.objectId; Resource = $who.id }
        $answer = Invoke-Exchange 'Test-ServicePrincipalAuthorization' $p { param($p) Test-ServicePrincipalAuthorization @p -ErrorAction Stop -WarningAction Continue }
        if (Test-Absent $answer) { return (New-Read 'out-of-scope') }
        if (-not $answer.ok) { return (New-Unread $answer.trouble) }
        foreach ($row in $answer.output) {
            if ([string] (Get-Value $row 'RoleName') -eq [string] $Action.role -and [string] (Get-Value $row 'InScope') -eq 'True') { return (New-Read 'in-scope') }
        }
        return (New-Read 'out-of-scope')
    }
    same  = { param($Action, $State) return ($State -eq $Action.expect) }
}

$script:Kinds['access-policy'] = @{
    needs = @('Get-Recipient', 'Get-ApplicationAccessPolicy', 'New-ApplicationAccessPolicy', 'Remove-ApplicationAccessPolicy')
    read  = {
        param($Action, $Context)
        $group = Find-Recipient $Action.group -JustMade:$Context.justMade
        if ($null -ne $group.trouble) {
            if (Test-StillToCome $group.trouble $Context) { return (New-Read 'absent' @{ group = ''; policies = @() }) }
            return (New-Unread $group.trouble)
        }
        $answer = Invoke-Exchange 'Get-ApplicationAccessPolicy' @{} { param($p) Get-ApplicationAccessPolicy @p -ErrorAction Stop -WarningAction Continue }
        if (-not $answer.ok -and -not (Test-Absent $answer)) { return (New-Unread $answer.trouble) }
        $names = @(foreach ($name in 'Name', 'DisplayName', 'Identity', 'PrimarySmtpAddress', 'DistinguishedName') { [string] (Get-Value $group.recipient $name) })
        $policies = @(foreach ($row in $answer.output) {
                $apps = @([string] ((Get-List (Get-Value $row 'AppId')) -join ',') -split '[,;\s]+')
                if ($apps -notcontains [string] $Action.appId -or [string] (Get-Value $row 'AccessRight') -ne [string] $Action.right) { continue }
                if ($names -contains [string] (Get-Value $row 'ScopeName') -or $names -contains [string] (Get-Value $row 'ScopeIdentity')) { [string] (Get-Value $row 'Identity') }
            })
        $state = $(if ($policies.Count -gt 0) { 'present' } else { 'absent' })
        return (New-Read $state @{ group = $group.id; policies = $policies })
    }
    same  = { param($Action, $State) return ($State -eq $Action.state) }
    calls = {
        param($Action, $Read)
        if ($Action.state -eq 'present') {
            $p = [ordered] @{ AppId = [string] $Action.appId; PolicyScopeGroupId = $Read.keep.group; AccessRight = [string] $Action.right; Description = [string] $Action.description }
            New-Call 'New-ApplicationAccessPolicy' $p { param($p) New-ApplicationAccessPolicy @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
        else {
            foreach ($policy in $Read.keep.policies) {
                New-Call 'Remove-ApplicationAccessPolicy' ([ordered] @{ Identity = $policy }) { param($p) Remove-ApplicationAccessPolicy @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
            }
        }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ state = $State } }
}
