# Reads mailboxes: a few of them one by one, many by the lists that hold them all. Full Access has no such list and
# always costs one call for each mailbox.

# From so many on a list of all is cheaper than a call for each: Exchange sends a thousand at a time.
$script:FewMailboxes = 50

function Read-SendAs {
    param([string] $Id)
    $answer = Invoke-Exchange 'Get-RecipientPermission' @{ Identity = $Id; ResultSize = 'Unlimited' } { param($p) Get-RecipientPermission @p -ErrorAction Stop -WarningAction Continue }
    if (-not $answer.ok) { return (New-Unreadable $answer.trouble) }
    return (New-ReadValue (Get-Holders @(Select-SendAs $answer.output)))
}

function Select-SendAs {
    param($Rows)
    foreach ($row in $Rows) {
        $rights = (Get-List (Get-Value $row 'AccessRights')) -join ','
        if ($rights -match 'SendAs' -and (Get-Text $row 'AccessControlType') -ne 'Deny') { Get-Text $row 'Trustee' }
    }
}

function Read-FullAccess {
    param([string] $Id)
    $answer = Invoke-Exchange 'Get-MailboxPermission' @{ Identity = $Id; ResultSize = 'Unlimited' } { param($p) Get-MailboxPermission @p -ErrorAction Stop -WarningAction Continue }
    if (-not $answer.ok) { return (New-Unreadable $answer.trouble) }
    return (New-ReadValue (Get-Holders @(foreach ($row in $answer.output) {
                    $rights = (Get-List (Get-Value $row 'AccessRights')) -join ','
                    if ($rights -match 'FullAccess' -and (Get-Text $row 'Deny') -ne 'True') { Get-Text $row 'User' }
                })))
}

# One mailbox's row of a kind, or why there is none.
function Read-OneRow {
    param($Answer, [string] $Address)
    if (-not $Answer.ok) { return @{ row = $null; trouble = $Answer.trouble } }
    $rows = @($Answer.output)
    if ($rows.Count -eq 0) { return @{ row = $null; trouble = (New-Trouble 'recipient-missing' @{ address = $Address }) } }
    if ($rows.Count -gt 1) { return @{ row = $null; trouble = (New-Trouble 'recipient-ambiguous' @{ address = $Address }) } }
    return @{ row = $rows[0]; trouble = $null }
}

# Rows of a list by what tells them apart.
function Get-Index {
    param($Rows, [string] $Name)
    $index = @{}
    foreach ($row in $Rows) {
        $key = (Get-Text $row $Name).ToLower()
        if (-not $key) { continue }
        if (-not $index.ContainsKey($key)) { $index[$key] = @() }
        $index[$key] += $row
    }
    return $index
}

# The lists of everything, as far as the plan asks for them: @{ mailboxes; access; users; sendAs }, each { rows; trouble }.
function Read-Lists {
    param([string[]] $Parts)
    $lists = @{ access = $null; users = $null; sendAs = $null }
    $lists.mailboxes = Read-All 'Get-Mailbox' @{ ResultSize = 'Unlimited' } { param($p) Get-Mailbox @p -ErrorAction Stop -WarningAction Continue }
    if ($Parts -contains 'smtp-auth') { $lists.access = Read-All 'Get-CASMailbox' @{ ResultSize = 'Unlimited' } { param($p) Get-CASMailbox @p -ErrorAction Stop -WarningAction Continue } }
    if ($Parts -contains 'users') { $lists.users = Read-All 'Get-User' @{ ResultSize = 'Unlimited' } { param($p) Get-User @p -ErrorAction Stop -WarningAction Continue } }
    if ($Parts -contains 'send-as') {
        $lists.sendAs = Read-All 'Get-EXORecipientPermission' @{ ResultSize = 'Unlimited' } { param($p) Get-EXORecipientPermission @p -ErrorAction Stop -WarningAction Continue }
        if ($null -eq $lists.sendAs.trouble) { $lists.sendAs.index = Get-Index $lists.sendAs.rows 'Identity' }
    }
    foreach ($name in 'access', 'users') {
        if ($null -ne $lists[$name] -and $null -eq $lists[$name].trouble) { $lists[$name].index = Get-Index $lists[$name].rows 'ExternalDirectoryObjectId' }
    }
    return $lists
}

# What a list says of one mailbox. One that is not on it may have been made meanwhile, or cut off: unreadable.
function Find-InList {
    param($List, [string] $Key, [string] $Address)
    if ($null -ne $List.trouble) { return @{ row = $null; trouble = $List.trouble } }
    $rows = @($List.index[$Key.ToLower()])
    if ($rows.Count -eq 1 -and $null -ne $rows[0]) { return @{ row = $rows[0]; trouble = $null } }
    return @{ row = $null; trouble = (New-Trouble $(if ($rows.Count -gt 1) { 'recipient-ambiguous' } else { 'recipient-missing' }) @{ address = $Address }) }
}

# The rows of the list of rights that belong to a mailbox; $null where that cannot be told. Every mailbox has one of its
# own (SELF), so a list without any says nothing about it.
function Find-Rights {
    param($Row, $Lists)
    if (@($Lists.names[(Get-Text $Row 'Identity').ToLower()]).Count -gt 1) { return $null }
    foreach ($name in 'Identity', 'Name', 'Id', 'DistinguishedName', 'PrimarySmtpAddress', 'UserPrincipalName', 'ExternalDirectoryObjectId', 'Guid') {
        $key = (Get-Text $Row $name).ToLower()
        if ($key -and $Lists.sendAs.index.ContainsKey($key)) { return , @($Lists.sendAs.index[$key]) }
    }
    return $null
}

# The facts of one mailbox; with lists from them, without by a call for each part.
function Get-MailboxFacts {
    param($Row, [string[]] $Parts, $Lists)
    $id = Get-Id $Row
    $address = Get-Text $Row 'PrimarySmtpAddress'
    $smtpAuth = New-NotAsked
    $imap = New-NotAsked
    $ews = New-NotAsked
    if ($Parts -contains 'smtp-auth') {
        if ($null -ne $Lists) { $access = Find-InList $Lists.access $id $address }
        else {
            $access = Read-OneRow (Invoke-Exchange 'Get-CASMailbox' @{ Identity = $id } { param($p) Get-CASMailbox @p -ErrorAction Stop -WarningAction Continue }) $address
        }
        if ($null -ne $access.trouble) {
            $smtpAuth = New-Unreadable $access.trouble
            $imap = New-Unreadable $access.trouble
            $ews = New-Unreadable $access.trouble
        }
        else {
            $smtpAuth = New-ReadValue (Get-SmtpAuth (Get-Value $access.row 'SmtpClientAuthenticationDisabled'))
            $imap = New-ReadValue (Get-Flag (Get-Value $access.row 'ImapEnabled'))
            $ews = New-ReadValue (Get-Flag (Get-Value $access.row 'EwsEnabled'))
        }
    }
    $user = New-NotAsked
    if ($Parts -contains 'users') {
        if ($null -ne $Lists) { $account = Find-InList $Lists.users $id $address }
        else {
            $account = Read-OneRow (Invoke-Exchange 'Get-User' @{ Identity = $id } { param($p) Get-User @p -ErrorAction Stop -WarningAction Continue }) $address
        }
        if ($null -ne $account.trouble) { $user = New-Unreadable $account.trouble }
        else {
            $user = New-ReadValue ([ordered] @{
                    licensed             = Get-Flag (Get-Value $account.row 'SKUAssigned')
                    usageLocation        = Get-TextOrNothing $account.row 'UsageLocation'
                    authenticationPolicy = Get-TextOrNothing $account.row 'AuthenticationPolicy'
                })
        }
    }
    $sendAs = New-NotAsked
    if ($Parts -contains 'send-as') {
        if ($null -eq $Lists) { $sendAs = Read-SendAs $id }
        elseif ($null -ne $Lists.sendAs.trouble) { $sendAs = New-Unreadable $Lists.sendAs.trouble }
        else {
            $listed = Find-Rights $Row $Lists
            # not even the mailbox itself is on the list, or two of a name share its rows: only a call of its own tells
            if ($null -eq $listed) { $sendAs = Read-SendAs $id }
            else { $sendAs = New-ReadValue (Get-Holders @(Select-SendAs $listed)) }
        }
    }
    $fullAccess = New-NotAsked
    if ($Parts -contains 'full-access') { $fullAccess = Read-FullAccess $id }
    return [ordered] @{
        id = [string] (Get-Value $Row 'ExternalDirectoryObjectId'); guid = Get-Text $Row 'Guid'; distinguishedName = Get-Text $Row 'DistinguishedName'
        address = $address; userPrincipalName = Get-Text $Row 'UserPrincipalName'; displayName = Get-Text $Row 'DisplayName'
        type = Get-Text $Row 'RecipientTypeDetails'; addresses = Get-Texts $Row 'EmailAddresses'
        hidden = Get-Flag (Get-Value $Row 'HiddenFromAddressListsEnabled'); isDirSynced = Get-Flag (Get-Value $Row 'IsDirSynced')
        accountDisabled = Get-Flag (Get-Value $Row 'AccountDisabled'); sendOnBehalf = Get-Holders (Get-Value $Row 'GrantSendOnBehalfTo')
        sentCopy = Get-Copies $Row; smtpAuth = $smtpAuth; imap = $imap; ews = $ews; user = $user; sendAs = $sendAs; fullAccess = $fullAccess
    }
}

# Every mailbox of the plan, or every mailbox there is.
function Read-Mailboxes {
    param($Asked, [string[]] $Parts)
    $all = $Asked -is [string]
    $references = @()
    if (-not $all) { $references = Get-List $Asked }
    if (-not $all -and $references.Count -le $script:FewMailboxes) {
        $done = 0
        foreach ($reference in $references) {
            $done += 1
            Write-Step ([ordered] @{ event = 'reading'; part = 'mailboxes'; done = $done; total = $references.Count }) ''
            $told = [ordered] @{ asked = $reference; found = 'found'; facts = $null; trouble = $null }
            $who = Find-Recipient $reference
            if ($null -ne $who.trouble) { Set-NotFound $told $who.trouble; continue }
            $one = Read-OneRow (Invoke-Exchange 'Get-Mailbox' @{ Identity = $who.id } { param($p) Get-Mailbox @p -ErrorAction Stop -WarningAction Continue }) ([string] $reference.address)
            if ($null -ne $one.trouble) { Set-NotFound $told $one.trouble; continue }
            $told.facts = Get-MailboxFacts $one.row $Parts $null
            $told
        }
        return
    }
    $lists = Read-Lists $Parts
    if ($null -ne $lists.mailboxes.trouble) {
        foreach ($reference in $references) { Set-NotFound ([ordered] @{ asked = $reference; found = 'unreadable'; facts = $null; trouble = $null }) $lists.mailboxes.trouble }
        if ($all) { $script:ReadTroubles += $lists.mailboxes.trouble }
        return
    }
    $rows = $lists.mailboxes.rows
    $lists.names = Get-Index $rows 'Identity'
    # names in rights are mostly mailboxes of this very list: they need no call of their own
    foreach ($row in $rows) { Add-KnownHolder $row $lists.names }
    $total = $(if ($all) { $rows.Count } else { $references.Count })
    $done = 0
    if ($all) {
        foreach ($row in $rows) {
            $done += 1
            if ($done % 100 -eq 0) { Write-Step ([ordered] @{ event = 'reading'; part = 'mailboxes'; done = $done; total = $total }) ('{0} of {1} mailboxes' -f $done, $total) }
            [ordered] @{ asked = $null; found = 'found'; facts = (Get-MailboxFacts $row $Parts $lists); trouble = $null }
        }
        return
    }
    $byId = Get-Index $rows 'ExternalDirectoryObjectId'
    $byAddress = Get-AddressIndex $rows
    foreach ($reference in $references) {
        $done += 1
        if ($done % 100 -eq 0) { Write-Step ([ordered] @{ event = 'reading'; part = 'mailboxes'; done = $done; total = $total }) ('{0} of {1} mailboxes' -f $done, $total) }
        $told = [ordered] @{ asked = $reference; found = 'found'; facts = $null; trouble = $null }
        $address = [string] $reference.address
        $found = $(if ($reference.id) { @($byId[([string] $reference.id).ToLower()]) } else { @($byAddress[$address.ToLower()]) })
        $found = @(foreach ($one in $found) { if ($null -ne $one) { $one } })
        if ($found.Count -ne 1) { Set-NotFound $told (New-Trouble $(if ($found.Count -gt 1) { 'recipient-ambiguous' } else { 'recipient-missing' }) @{ address = $address }); continue }
        if (-not (Test-Address $found[0] $address)) {
            Set-NotFound $told (New-Trouble 'recipient-other' @{ expected = $address; found = (Get-Text $found[0] 'PrimarySmtpAddress') })
            continue
        }
        $told.facts = Get-MailboxFacts $found[0] $Parts $lists
        $told
    }
}

# Mailboxes by every address they have.
function Get-AddressIndex {
    param($Rows)
    $index = @{}
    foreach ($row in $Rows) {
        foreach ($address in (Get-Texts $row 'EmailAddresses')) {
            if ($address -notmatch '^smtp:') { continue }
            $key = $address.Substring(5).ToLower()
            if (-not $index.ContainsKey($key)) { $index[$key] = @() }
            $index[$key] += $row
        }
    }
    return $index
}

function Add-KnownHolder {
    param($Row, $Names)
    $name = Get-Text $Row 'Identity'
    foreach ($shown in $name, (Get-Text $Row 'UserPrincipalName'), (Get-Text $Row 'PrimarySmtpAddress')) {
        if (-not $shown -or ($shown -eq $name -and @($Names[$name.ToLower()]).Count -gt 1)) { continue }
        $script:Holders[$shown] = [ordered] @{ shown = $shown; kind = 'recipient'; address = (Get-Text $Row 'PrimarySmtpAddress'); id = (Get-Id $Row) }
    }
}
