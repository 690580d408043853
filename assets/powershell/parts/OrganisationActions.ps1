# What can be changed for the whole organisation: three switches and one list. Each is asked for by name in the plan.

function Read-Organisation {
    param([switch] $Ews)
    $p = @{}
    if ($Ews) { $p['RetrieveEwsOperationAccessPolicy'] = $true }
    $answer = Invoke-Exchange 'Get-OrganizationConfig' $p { param($p) Get-OrganizationConfig @p -ErrorAction Stop -WarningAction Continue }
    if (-not $answer.ok) { return @{ row = $null; trouble = $answer.trouble } }
    return @{ row = $answer.output[0]; trouble = $null }
}

$script:Kinds['tenant-smtp-auth'] = @{
    needs = @('Get-TransportConfig', 'Set-TransportConfig/SmtpClientAuthenticationDisabled')
    read  = {
        param($Action, $Context)
        $answer = Invoke-Exchange 'Get-TransportConfig' @{} { param($p) Get-TransportConfig @p -ErrorAction Stop -WarningAction Continue }
        if (-not $answer.ok) { return (New-Unread $answer.trouble) }
        $disabled = Get-Switch (Get-Value $answer.output[0] 'SmtpClientAuthenticationDisabled')
        return (New-Read @{ on = 'off'; off = 'on'; unset = 'unset' }[$disabled])
    }
    same  = { param($Action, $State) return ($State -eq $Action.value) }
    calls = {
        param($Action, $Read)
        $p = [ordered] @{ SmtpClientAuthenticationDisabled = ($Action.value -eq 'off') }
        New-Call 'Set-TransportConfig' $p { param($p) Set-TransportConfig @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
    }
    undo  = { param($Action, $State) if ($State -ne 'unset') { New-Undo $Action @{ value = $State } } }
}

# One time only, and for good.
$script:Kinds['customisation'] = @{
    needs = @('Get-OrganizationConfig', 'Enable-OrganizationCustomization')
    read  = {
        param($Action, $Context)
        $organisation = Read-Organisation
        if ($null -ne $organisation.trouble) { return (New-Unread $organisation.trouble) }
        return (New-Read $(if ([string] (Get-Value $organisation.row 'IsDehydrated') -eq 'True') { 'not-customised' } else { 'customised' }))
    }
    same  = { param($Action, $State) return ($State -eq 'customised') }
    calls = { param($Action, $Read) New-Call 'Enable-OrganizationCustomization' ([ordered] @{}) { param($p) Enable-OrganizationCustomization @p -Confirm:$false -ErrorAction Stop -WarningAction Continue } }
    undo  = { param($Action, $State) }
}

$script:Kinds['ews-organisation'] = @{
    needs = @('Get-OrganizationConfig', 'Set-OrganizationConfig/EwsEnabled')
    read  = {
        param($Action, $Context)
        $organisation = Read-Organisation
        if ($null -ne $organisation.trouble) { return (New-Unread $organisation.trouble) }
        return (New-Read (Get-Switch (Get-Value $organisation.row 'EwsEnabled')))
    }
    same  = { param($Action, $State) return ($State -eq (Get-Switch $Action.value)) }
    calls = {
        param($Action, $Read)
        New-Call 'Set-OrganizationConfig' ([ordered] @{ EwsEnabled = $Action.value }) { param($p) Set-OrganizationConfig @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ value = $(if ($State -eq 'unset') { $null } else { $State -eq 'on' }) } }
}

$script:Kinds['ews-app'] = @{
    needs = @('Get-OrganizationConfig/RetrieveEwsOperationAccessPolicy', 'Set-OrganizationConfig/EwsAllowedAppIDs')
    read  = {
        param($Action, $Context)
        $organisation = Read-Organisation -Ews
        if ($null -ne $organisation.trouble) { return (New-Unread $organisation.trouble) }
        $list = Get-EwsList $organisation.row
        $on = (Get-Switch (Get-Value $organisation.row 'EwsEnabled')) -eq 'on'
        $state = $(if ($list -contains [string] $Action.appId) { 'present' } else { 'absent' })
        # EWS is on and nobody is kept out: a list of one would keep out all the others
        if ($list.Count -eq 0 -and $on) {
            if ($Action.state -eq 'present') { $state = 'present' }
            return (New-Read ([ordered] @{ state = $state; list = $null }) @())
        }
        # taking the last id off would let everybody in
        if ($Action.state -eq 'absent' -and $state -eq 'present' -and $list.Count -eq 1 -and $on) {
            return (New-Unread (New-Trouble 'other-object' @{ name = 'EwsAllowedAppIDs'; found = @($list) }))
        }
        $shown = $null
        if ($list.Count -gt 0) { $shown = @($list) }
        return (New-Read ([ordered] @{ state = $state; list = $shown }) @($list))
    }
    same  = { param($Action, $State) return ($State.state -eq $Action.state) }
    calls = {
        param($Action, $Read)
        $id = [string] $Action.appId
        $list = @(foreach ($one in $Read.keep) { if ($one -ne $id) { $one } })
        if ($Action.state -eq 'present') { $list += $id }
        $text = $null
        if ($list.Count -gt 0) { $text = $list -join ',' }
        New-Call 'Set-OrganizationConfig' ([ordered] @{ EwsAllowedAppIDs = $text }) { param($p) Set-OrganizationConfig @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ state = $State.state } }
}
