# What can be changed about mailboxes, groups and who may send as whom. Each kind says which cmdlets it needs, reads
# what is there, and holds the calls that change it. Nothing in here runs by itself: Acting.ps1 decides.

$script:Kinds = @{}

function New-Read { param($State, $Keep = $null) return @{ state = $State; keep = $Keep; trouble = $null } }
function New-Unread { param($Trouble) return @{ state = $null; keep = $null; trouble = $Trouble } }

# One writing call: the cmdlet in full view, and what it is given.
function New-Call {
    param([string] $Cmdlet, [System.Collections.IDictionary] $Parameters, [scriptblock] $Call)
    return @{ cmdlet = $Cmdlet; parameters = $Parameters; call = $Call }
}

function New-Undo {
    param($Action, [System.Collections.IDictionary] $Other)
    $undo = [ordered] @{ kind = [string] $Action.kind; id = ('undo ' + [string] $Action.id); needs = @() }
    foreach ($property in $Action.PSObject.Properties) {
        if ('kind', 'id', 'needs' -notcontains $property.Name) { $undo[$property.Name] = $property.Value }
    }
    foreach ($name in @($Other.Keys)) { $undo[[string] $name] = $Other[$name] }
    return $undo
}

function Get-Opposite { param([string] $State) if ($State -eq 'present') { return 'absent' } return 'present' }

# Something that will only be there once an earlier action of this plan was carried out.
function Test-StillToCome {
    param($Trouble, $Context)
    return ($Context.pending -and ('recipient-missing', 'not-yet' -contains $Trouble.code))
}

# --- client access of one mailbox -----------------------------------------------------------------------------------

function Read-ClientAccess {
    param($Action, $Context)
    $who = Find-Recipient $Action.mailbox -JustMade:$Context.justMade
    if ($null -ne $who.trouble) { return @{ row = $null; id = ''; trouble = $who.trouble } }
    $answer = Invoke-Exchange 'Get-CASMailbox' @{ Identity = $who.id } -JustMade:$Context.justMade { param($p) Get-CASMailbox @p -ErrorAction Stop -WarningAction Continue }
    if (-not $answer.ok) { return @{ row = $null; id = $who.id; trouble = $answer.trouble } }
    if (@($answer.output).Count -ne 1) { return @{ row = $null; id = $who.id; trouble = (New-Trouble 'recipient-ambiguous' @{ address = [string] $Action.mailbox.address }) } }
    return @{ row = $answer.output[0]; id = $who.id; trouble = $null }
}

$script:Kinds['mailbox-smtp-auth'] = @{
    needs = @('Get-Recipient', 'Get-CASMailbox', 'Set-CASMailbox/SmtpClientAuthenticationDisabled')
    read  = {
        param($Action, $Context)
        $access = Read-ClientAccess $Action $Context
        if ($null -ne $access.trouble) {
            if (Test-StillToCome $access.trouble $Context) { return (New-Read 'inherit' '') }
            return (New-Unread $access.trouble)
        }
        return (New-Read (Get-SmtpAuth (Get-Value $access.row 'SmtpClientAuthenticationDisabled')) $access.id)
    }
    same  = { param($Action, $State) return ($State -eq $Action.value) }
    calls = {
        param($Action, $Read)
        $disabled = $null
        if ($Action.value -eq 'on') { $disabled = $false }
        if ($Action.value -eq 'off') { $disabled = $true }
        New-Call 'Set-CASMailbox' ([ordered] @{ Identity = $Read.keep; SmtpClientAuthenticationDisabled = $disabled }) { param($p) Set-CASMailbox @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ value = $State } }
}

$script:Kinds['imap'] = @{
    needs = @('Get-Recipient', 'Get-CASMailbox', 'Set-CASMailbox/ImapEnabled')
    read  = {
        param($Action, $Context)
        $access = Read-ClientAccess $Action $Context
        if ($null -ne $access.trouble) { return (New-Unread $access.trouble) }
        return (New-Read ([string] (Get-Value $access.row 'ImapEnabled') -eq 'True') $access.id)
    }
    same  = { param($Action, $State) return ($State -eq $Action.value) }
    calls = {
        param($Action, $Read)
        New-Call 'Set-CASMailbox' ([ordered] @{ Identity = $Read.keep; ImapEnabled = [bool] $Action.value }) { param($p) Set-CASMailbox @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ value = $State } }
}

$script:Kinds['ews-mailbox'] = @{
    needs = @('Get-Recipient', 'Get-CASMailbox', 'Set-CASMailbox/EwsEnabled')
    read  = {
        param($Action, $Context)
        $access = Read-ClientAccess $Action $Context
        if ($null -ne $access.trouble) { return (New-Unread $access.trouble) }
        return (New-Read (Get-Switch (Get-Value $access.row 'EwsEnabled')) $access.id)
    }
    same  = { param($Action, $State) return ($State -eq (Get-Switch $Action.value)) }
    calls = {
        param($Action, $Read)
        New-Call 'Set-CASMailbox' ([ordered] @{ Identity = $Read.keep; EwsEnabled = $Action.value }) { param($p) Set-CASMailbox @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ value = $(if ($State -eq 'unset') { $null } else { $State -eq 'on' }) } }
}

# --- who may send as whom -------------------------------------------------------------------------------------------

# @{ id; trouble } of whoever holds or gets a right.
function Find-Trustee {
    param($Trustee, $Context)
    if ($Trustee.kind -eq 'application') { return @{ id = [string] $Trustee.objectId; trouble = $null } }
    if ($Trustee.kind -eq 'sid') { return @{ id = [string] $Trustee.sid; trouble = $null } }
    return (Find-Recipient $Trustee -JustMade:$Context.justMade)
}

# An application and a deleted account are not found by a filter on the server: their rows are told by what is shown.
function Test-Holder {
    param($Trustee, [string] $Shown)
    if ($Trustee.kind -eq 'sid') { return ($Shown -eq [string] $Trustee.sid) }
    if ($Shown -eq [string] $Trustee.objectId -or $Shown -eq [string] $Trustee.name) { return $true }
    $principal = Find-Principal $Shown
    return ($null -ne $principal -and [string] $principal.ObjectId -eq [string] $Trustee.objectId)
}

$script:Kinds['send-as'] = @{
    needs = @('Get-Recipient', 'Get-RecipientPermission', 'Add-RecipientPermission/Trustee', 'Remove-RecipientPermission/Trustee')
    read  = {
        param($Action, $Context)
        $target = Find-Recipient $Action.target -JustMade:$Context.justMade
        $trustee = Find-Trustee $Action.trustee $Context
        foreach ($one in $target, $trustee) {
            if ($null -eq $one.trouble) { continue }
            if (Test-StillToCome $one.trouble $Context) { return (New-Read 'absent' @{ target = ''; trustee = '' }) }
            return (New-Unread $one.trouble)
        }
        $p = @{ Identity = $target.id; ResultSize = 'Unlimited' }
        if ($Action.trustee.kind -eq 'recipient') { $p['Trustee'] = $trustee.id }
        $answer = Invoke-Exchange 'Get-RecipientPermission' $p -JustMade:$Context.justMade { param($p) Get-RecipientPermission @p -ErrorAction Stop -WarningAction Continue }
        if (-not $answer.ok) { return (New-Unread $answer.trouble) }
        $state = 'absent'
        foreach ($row in $answer.output) {
            $rights = (Get-List (Get-Value $row 'AccessRights')) -join ','
            if ($rights -notmatch 'SendAs' -or [string] (Get-Value $row 'AccessControlType') -eq 'Deny') { continue }
            if ($Action.trustee.kind -eq 'recipient' -or (Test-Holder $Action.trustee ([string] (Get-Value $row 'Trustee')))) { $state = 'present' }
        }
        return (New-Read $state @{ target = $target.id; trustee = $trustee.id })
    }
    same  = { param($Action, $State) return ($State -eq $Action.state) }
    calls = {
        param($Action, $Read)
        $p = [ordered] @{ Identity = $Read.keep.target; Trustee = $Read.keep.trustee; AccessRights = 'SendAs' }
        if ($Action.state -eq 'present') {
            New-Call 'Add-RecipientPermission' $p { param($p) Add-RecipientPermission @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
        else {
            New-Call 'Remove-RecipientPermission' $p { param($p) Remove-RecipientPermission @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
    }
    undo  = {
        param($Action, $State)
        # an account that no longer exists cannot be given a right again
        if ($Action.trustee.kind -ne 'sid') { New-Undo $Action @{ state = $State } }
    }
}

$script:Kinds['full-access'] = @{
    needs = @('Get-Recipient', 'Get-MailboxPermission', 'Add-MailboxPermission/AutoMapping', 'Remove-MailboxPermission')
    read  = {
        param($Action, $Context)
        $target = Find-Recipient $Action.mailbox -JustMade:$Context.justMade
        $trustee = Find-Trustee $Action.trustee $Context
        foreach ($one in $target, $trustee) {
            if ($null -eq $one.trouble) { continue }
            if (Test-StillToCome $one.trouble $Context) { return (New-Read 'absent' @{ target = ''; trustee = '' }) }
            return (New-Unread $one.trouble)
        }
        $p = @{ Identity = $target.id; ResultSize = 'Unlimited' }
        if ($Action.trustee.kind -eq 'recipient') { $p['User'] = $trustee.id }
        $answer = Invoke-Exchange 'Get-MailboxPermission' $p -JustMade:$Context.justMade { param($p) Get-MailboxPermission @p -ErrorAction Stop -WarningAction Continue }
        if (-not $answer.ok) { return (New-Unread $answer.trouble) }
        $state = 'absent'
        foreach ($row in $answer.output) {
            $rights = (Get-List (Get-Value $row 'AccessRights')) -join ','
            if ($rights -notmatch 'FullAccess' -or [string] (Get-Value $row 'Deny') -eq 'True') { continue }
            if ($Action.trustee.kind -eq 'recipient' -or (Test-Holder $Action.trustee ([string] (Get-Value $row 'User')))) { $state = 'present' }
        }
        return (New-Read $state @{ target = $target.id; trustee = $trustee.id })
    }
    same  = { param($Action, $State) return ($State -eq $Action.state) }
    calls = {
        param($Action, $Read)
        $p = [ordered] @{ Identity = $Read.keep.target; User = $Read.keep.trustee; AccessRights = 'FullAccess'; InheritanceType = 'All' }
        if ($Action.state -eq 'present') {
            $p['AutoMapping'] = $false
            New-Call 'Add-MailboxPermission' $p { param($p) Add-MailboxPermission @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
        else {
            New-Call 'Remove-MailboxPermission' $p { param($p) Remove-MailboxPermission @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
    }
    undo  = { param($Action, $State) if ($Action.trustee.kind -ne 'sid') { New-Undo $Action @{ state = $State } } }
}

# Printed as names: each one is looked up before it is compared.
function Test-OnBehalf {
    param($Names, [string] $Id)
    foreach ($holder in (Get-Holders $Names)) { if ([string] $holder.id -eq $Id) { return $true } }
    return $false
}

$script:Kinds['send-on-behalf'] = @{
    needs = @('Get-Recipient')
    more  = {
        param($Action)
        switch ([string] $Action.targetKind) {
            'mailbox' { 'Get-Mailbox', 'Set-Mailbox/GrantSendOnBehalfTo' }
            'microsoft365' { 'Get-UnifiedGroup', 'Set-UnifiedGroup/GrantSendOnBehalfTo' }
            default { 'Get-DistributionGroup', 'Set-DistributionGroup/GrantSendOnBehalfTo' }
        }
    }
    read  = {
        param($Action, $Context)
        $target = Find-Recipient $Action.target -JustMade:$Context.justMade
        $trustee = Find-Trustee $Action.trustee $Context
        foreach ($one in $target, $trustee) {
            if ($null -eq $one.trouble) { continue }
            if (Test-StillToCome $one.trouble $Context) { return (New-Read 'absent' @{ target = ''; trustee = '' }) }
            return (New-Unread $one.trouble)
        }
        $p = @{ Identity = $target.id }
        switch ([string] $Action.targetKind) {
            'mailbox' { $answer = Invoke-Exchange 'Get-Mailbox' $p -JustMade:$Context.justMade { param($p) Get-Mailbox @p -ErrorAction Stop -WarningAction Continue } }
            'microsoft365' { $answer = Invoke-Exchange 'Get-UnifiedGroup' $p -JustMade:$Context.justMade { param($p) Get-UnifiedGroup @p -ErrorAction Stop -WarningAction Continue } }
            default { $answer = Invoke-Exchange 'Get-DistributionGroup' $p -JustMade:$Context.justMade { param($p) Get-DistributionGroup @p -ErrorAction Stop -WarningAction Continue } }
        }
        if (-not $answer.ok) { return (New-Unread $answer.trouble) }
        if (@($answer.output).Count -ne 1) { return (New-Unread (New-Trouble 'recipient-ambiguous' @{ address = [string] $Action.target.address })) }
        $state = 'absent'
        if (Test-OnBehalf (Get-Value $answer.output[0] 'GrantSendOnBehalfTo') $trustee.id) { $state = 'present' }
        return (New-Read $state @{ target = $target.id; trustee = $trustee.id })
    }
    same  = { param($Action, $State) return ($State -eq $Action.state) }
    calls = {
        param($Action, $Read)
        $change = @{ Add = $Read.keep.trustee }
        if ($Action.state -eq 'absent') { $change = @{ Remove = $Read.keep.trustee } }
        $p = [ordered] @{ Identity = $Read.keep.target; GrantSendOnBehalfTo = $change }
        switch ([string] $Action.targetKind) {
            'mailbox' { New-Call 'Set-Mailbox' $p { param($p) Set-Mailbox @p -Confirm:$false -ErrorAction Stop -WarningAction Continue } }
            'microsoft365' { New-Call 'Set-UnifiedGroup' $p { param($p) Set-UnifiedGroup @p -Confirm:$false -ErrorAction Stop -WarningAction Continue } }
            default {
                $p['BypassSecurityGroupManagerCheck'] = $true
                New-Call 'Set-DistributionGroup' $p { param($p) Set-DistributionGroup @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
            }
        }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ state = $State } }
}

# --- the mailbox itself ---------------------------------------------------------------------------------------------

$script:Kinds['sent-copy'] = @{
    needs = @('Get-Recipient', 'Get-Mailbox', 'Set-Mailbox/MessageCopyForSentAsEnabled')
    read  = {
        param($Action, $Context)
        $who = Find-Recipient $Action.mailbox -JustMade:$Context.justMade
        if ($null -ne $who.trouble) {
            if (Test-StillToCome $who.trouble $Context) { return (New-Read (Get-Copies $null) '') }
            return (New-Unread $who.trouble)
        }
        $answer = Invoke-Exchange 'Get-Mailbox' @{ Identity = $who.id } -JustMade:$Context.justMade { param($p) Get-Mailbox @p -ErrorAction Stop -WarningAction Continue }
        if (-not $answer.ok) { return (New-Unread $answer.trouble) }
        if (@($answer.output).Count -ne 1) { return (New-Unread (New-Trouble 'recipient-ambiguous' @{ address = [string] $Action.mailbox.address })) }
        return (New-Read (Get-Copies $answer.output[0]) $who.id)
    }
    same  = {
        param($Action, $State)
        foreach ($name in 'sentAs', 'onBehalf', 'smtpSubmission') {
            if ($null -ne $Action.$name -and $Action.$name -ne $State[$name]) { return $false }
        }
        return $true
    }
    calls = {
        param($Action, $Read)
        $p = [ordered] @{ Identity = $Read.keep }
        if ($null -ne $Action.sentAs) { $p['MessageCopyForSentAsEnabled'] = [bool] $Action.sentAs }
        if ($null -ne $Action.onBehalf) { $p['MessageCopyForSendOnBehalfEnabled'] = [bool] $Action.onBehalf }
        if ($null -ne $Action.smtpSubmission) { $p['MessageCopyForSMTPClientSubmissionEnabled'] = [bool] $Action.smtpSubmission }
        New-Call 'Set-Mailbox' $p { param($p) Set-Mailbox @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
    }
    undo  = {
        param($Action, $State)
        $back = @{}
        foreach ($name in 'sentAs', 'onBehalf', 'smtpSubmission') { $back[$name] = $(if ($null -eq $Action.$name) { $null } else { $State[$name] }) }
        New-Undo $Action $back
    }
}
