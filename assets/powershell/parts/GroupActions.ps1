# What can be made: a shared mailbox, a mail-enabled security group, and its members.

# @{ state; id; address } of what stands under an address, or the trouble that something else does.
function Read-Made {
    param($Action, $Context, [string] $Type)
    $nothing = [ordered] @{ state = 'absent'; id = ''; address = [string] $Action.address }
    $who = Find-Recipient ([pscustomobject] @{ address = [string] $Action.address; id = $null }) -JustMade:($Context.justMade -and $Action.state -ne 'absent') -Fresh
    if ($null -ne $who.trouble) {
        if ('recipient-missing', 'not-yet' -contains $who.trouble.code) { return (New-Read $nothing) }
        return (New-Unread $who.trouble)
    }
    $found = [string] (Get-Value $who.recipient 'RecipientTypeDetails')
    if ($found -ne $Type) { return (New-Unread (New-Trouble 'other-object' @{ name = [string] $Action.address; found = $found })) }
    return (New-Read ([ordered] @{ state = 'present'; id = $who.id; address = [string] (Get-Value $who.recipient 'PrimarySmtpAddress') }) $who.id)
}

$script:Kinds['shared-mailbox'] = @{
    needs = @('Get-Recipient', 'New-Mailbox/Shared')
    read  = { param($Action, $Context) return (Read-Made $Action $Context 'SharedMailbox') }
    same  = { param($Action, $State) return ($State.state -eq 'present') }
    calls = {
        param($Action, $Read)
        $p = [ordered] @{ Shared = $true; Name = [string] $Action.name; DisplayName = [string] $Action.displayName; Alias = [string] $Action.alias; PrimarySmtpAddress = [string] $Action.address }
        New-Call 'New-Mailbox' $p { param($p) New-Mailbox @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
    }
    # a mailbox is never removed by a script: there may be mail in it
    undo  = { param($Action, $State) }
}

$script:Kinds['security-group'] = @{
    needs = @('Get-Recipient', 'New-DistributionGroup/Type', 'Remove-DistributionGroup/BypassSecurityGroupManagerCheck')
    read  = { param($Action, $Context) return (Read-Made $Action $Context 'MailUniversalSecurityGroup') }
    same  = { param($Action, $State) return ($State.state -eq $Action.state) }
    calls = {
        param($Action, $Read)
        if ($Action.state -eq 'present') {
            $p = [ordered] @{ Type = 'Security'; Name = [string] $Action.name; DisplayName = [string] $Action.displayName; Alias = [string] $Action.alias; PrimarySmtpAddress = [string] $Action.address }
            New-Call 'New-DistributionGroup' $p { param($p) New-DistributionGroup @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
        else {
            $script:Found = @{}
            $p = [ordered] @{ Identity = $Read.keep; BypassSecurityGroupManagerCheck = $true }
            New-Call 'Remove-DistributionGroup' $p { param($p) Remove-DistributionGroup @p -Confirm:$false -ErrorAction Stop -WarningAction Continue }
        }
    }
    undo  = {
        param($Action, $State)
        # what was made is taken away; what was removed would come back without its members
        if ($Action.state -eq 'present') { New-Undo $Action @{ state = 'absent' } }
    }
}

# Members of each group by object id, read once: 10,000 members are one list and not 10,000 lists.
$script:Members = @{}
# Group and member of each action that changed one, as they were called.
$script:Involved = @{}

function Read-Members {
    param([string] $Group, [switch] $JustMade)
    $answer = Invoke-Exchange 'Get-DistributionGroupMember' @{ Identity = $Group; ResultSize = 'Unlimited' } -JustMade:$JustMade { param($p) Get-DistributionGroupMember @p -ErrorAction Stop -WarningAction Continue }
    if (-not $answer.ok) { return $answer.trouble }
    $ids = @{}
    foreach ($row in $answer.output) { $ids[(Get-Id $row)] = $true }
    $script:Members[$Group] = $ids
    return $null
}

$script:Kinds['group-member'] = @{
    needs = @('Get-Recipient', 'Get-DistributionGroupMember', 'Add-DistributionGroupMember/BypassSecurityGroupManagerCheck', 'Remove-DistributionGroupMember/BypassSecurityGroupManagerCheck')
    read  = {
        param($Action, $Context)
        $group = Find-Recipient $Action.group -JustMade:$Context.justMade
        $member = Find-Recipient $Action.member -JustMade:$Context.justMade
        foreach ($one in $group, $member) {
            if ($null -eq $one.trouble) { continue }
            if (Test-StillToCome $one.trouble $Context) { return (New-Read 'absent' @{ group = ''; member = '' }) }
            return (New-Unread $one.trouble)
        }
        if (-not $script:Members.ContainsKey($group.id)) {
            $trouble = Read-Members $group.id -JustMade:$Context.justMade
            if ($null -ne $trouble) { return (New-Unread $trouble) }
        }
        $state = $(if ($script:Members[$group.id].ContainsKey($member.id)) { 'present' } else { 'absent' })
        return (New-Read $state @{ group = $group.id; member = $member.id })
    }
    same  = { param($Action, $State) return ($State -eq $Action.state) }
    calls = {
        param($Action, $Read)
        $p = [ordered] @{ Identity = $Read.keep.group; Member = $Read.keep.member; BypassSecurityGroupManagerCheck = $true }
        $script:Involved[[string] $Action.id] = $Read.keep
        $id = $Read.keep.member
        $members = $script:Members[$Read.keep.group]
        if ($Action.state -eq 'present') {
            New-Call 'Add-DistributionGroupMember' $p { param($p) Add-DistributionGroupMember @p -Confirm:$false -ErrorAction Stop -WarningAction Continue; $members[$id] = $true }.GetNewClosure()
        }
        else {
            New-Call 'Remove-DistributionGroupMember' $p { param($p) Remove-DistributionGroupMember @p -Confirm:$false -ErrorAction Stop -WarningAction Continue; $members.Remove($id) }.GetNewClosure()
        }
    }
    undo  = { param($Action, $State) New-Undo $Action @{ state = $State } }
}

# The lists were kept by hand while members came and went: at the end each group is read once more, and decides.
function Confirm-Members {
    param($Actions, $Acts)
    $groups = @{}
    for ($index = 0; $index -lt $Actions.Count; $index += 1) {
        $action = $Actions[$index]
        if ($action.kind -ne 'group-member' -or $Acts[$index].outcome -ne 'done') { continue }
        $group = $script:Involved[[string] $action.id]
        if (-not $groups.ContainsKey($group.group)) { $groups[$group.group] = @() }
        $groups[$group.group] += @{ acted = $Acts[$index]; state = [string] $action.state; member = $group.member }
    }
    foreach ($id in @($groups.Keys)) {
        $wait = [double] $script:Retry.waitSeconds
        for ($try = 1; $true; $try += 1) {
            $trouble = Read-Members $id
            # a group that this plan removed in the end has no members
            if ($null -ne $trouble -and $trouble.code -eq 'recipient-missing') { $trouble = $null; $script:Members[$id] = @{} }
            $wrong = @(foreach ($one in $groups[$id]) {
                    if ($null -ne $trouble -or $script:Members[$id].ContainsKey($one.member) -ne ($one.state -eq 'present')) { $one }
                })
            if ($wrong.Count -eq 0 -or $try -ge [int] $script:Retry.tries) { break }
            Wait-Moment $wait 'not-effective'
            $wait = $wait * 2
        }
        foreach ($one in $wrong) {
            $one.acted['outcome'] = 'failed'
            $one.acted['after'] = $null
            $one.acted['trouble'] = $(if ($null -ne $trouble) { $trouble } else { New-Trouble 'not-effective' })
        }
    }
}
