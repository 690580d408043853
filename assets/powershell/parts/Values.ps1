# Values as Exchange gives them, in the words of plan and result. A switch that nobody set is neither on nor off.

# Three-valued: nothing of its own means that the tenant's switch counts.
function Get-SmtpAuth {
    param($Disabled)
    if ($null -eq $Disabled -or [string] $Disabled -eq '') { return 'inherit' }
    if ([string] $Disabled -eq 'True') { return 'off' }
    return 'on'
}

function Get-Switch {
    param($Value)
    if ($null -eq $Value -or [string] $Value -eq '') { return 'unset' }
    if ([string] $Value -eq 'True') { return 'on' }
    return 'off'
}

function Get-Flag {
    param($Value)
    if ($null -eq $Value -or [string] $Value -eq '') { return $null }
    return ([string] $Value -eq 'True')
}

function Get-Copies {
    param($Mailbox)
    return [ordered] @{
        sentAs         = Get-Flag (Get-Value $Mailbox 'MessageCopyForSentAsEnabled')
        onBehalf       = Get-Flag (Get-Value $Mailbox 'MessageCopyForSendOnBehalfEnabled')
        smtpSubmission = Get-Flag (Get-Value $Mailbox 'MessageCopyForSMTPClientSubmissionEnabled')
    }
}

# The list is one text with commas: it is read, one id changed, and written back.
function Get-EwsList {
    param($Row)
    $text = [string] (Get-Value $Row 'EwsAllowedAppIDs')
    return , @(foreach ($one in ($text -split '[,;\s]+')) { if ($one) { $one } })
}
