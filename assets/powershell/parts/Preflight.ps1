# What this PC has to have before anybody signs in: PowerShell, .NET, the module in a version this PowerShell takes,
# a language mode and an execution policy that let the module connect.

$script:ModuleName = 'ExchangeOnlineManagement'
$script:OldestModule = [version] '3.7.2'
# From 3.10.0 on the module needs PowerShell 7.6; Windows PowerShell 5.1 takes every version.
$script:FirstForSevenSix = [version] '3.10.0'
# A module whose libraries get in this one's way.
$script:InTheWay = 'Microsoft.Graph.Authentication'
# While connecting, the module writes scripts and loads them: they have to be signed where all have to be.
$script:WritesScripts = $true

function Test-OnWindows { return ($env:OS -eq 'Windows_NT') }

function Get-HostFacts {
    $policy = 'unknown'
    try { $policy = [string] (Get-ExecutionPolicy -ErrorAction Stop) } catch { $policy = 'unknown' }
    $versions = @(foreach ($one in @(Get-Module -ListAvailable -Name $script:ModuleName -ErrorAction SilentlyContinue)) { [string] $one.Version })
    return [ordered] @{
        powershell      = [string] $PSVersionTable.PSVersion
        edition         = [string] $PSVersionTable.PSEdition
        system          = [string] $(if (Test-OnWindows) { 'Windows' } else { $PSVersionTable.OS })
        module          = $null
        modules         = $versions
        languageMode    = [string] $ExecutionContext.SessionState.LanguageMode
        executionPolicy = $policy
        culture         = [string] $PSUICulture
    }
}

# The newest installed version that this PowerShell takes; $null where there is none.
function Select-ModuleVersion {
    param([version[]] $Installed, [version] $PowerShell, [string] $Edition)
    $fitting = @(foreach ($one in $Installed) {
            if ($one -lt $script:OldestModule) { continue }
            if ($Edition -ne 'Desktop' -and $PowerShell -lt [version] '7.6' -and $one -ge $script:FirstForSevenSix) { continue }
            $one
        })
    if ($fitting.Count -eq 0) { return $null }
    return @($fitting | Sort-Object -Descending)[0]
}

# 4.7.2 or later, as its setup writes it down.
function Test-DotNetFramework {
    $key = 'HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full'
    $release = 0
    try { $release = [int] (Get-ItemProperty -LiteralPath $key -Name Release -ErrorAction Stop).Release } catch { $release = 0 }
    return ($release -ge 461808)
}

function Get-MarkedFiles {
    param([string[]] $Files)
    if (-not (Test-OnWindows)) { return , @() }
    return , @(foreach ($file in $Files) {
            $mark = Get-Item -LiteralPath $file -Stream 'Zone.Identifier' -ErrorAction SilentlyContinue
            if ($null -ne $mark) { $file }
        })
}

# @{ troubles; warnings; version; facts }: with troubles nothing is tried.
function Test-Machine {
    param($Connect, [string[]] $Files)
    $facts = Get-HostFacts
    $troubles = @()
    $warnings = @()
    $version = $null
    $desktop = $facts.edition -eq 'Desktop'
    $powershell = [version] ('{0}.{1}' -f $PSVersionTable.PSVersion.Major, $PSVersionTable.PSVersion.Minor)
    if (-not $desktop -and $powershell -lt [version] '7.4') {
        $troubles += New-Trouble 'host-too-old' @{ found = $facts.powershell }
    }
    if ($desktop -and -not (Test-DotNetFramework)) { $troubles += New-Trouble 'dotnet-too-old' }
    $signs = $null -ne (Get-Value $Connect 'signingCertificate')
    if ($facts.languageMode -ne 'FullLanguage' -and -not $signs) {
        $troubles += New-Trouble 'constrained-language' @{ found = $facts.languageMode }
    }
    if ($script:WritesScripts -and $facts.executionPolicy -eq 'AllSigned' -and -not $signs) {
        $troubles += New-Trouble 'execution-policy' @{ found = $facts.executionPolicy }
    }
    $marked = Get-MarkedFiles $Files
    if ($marked.Count -gt 0) { $warnings += New-Trouble 'mark-of-the-web' @{ files = @($marked) } }

    $loaded = @(Get-Module -Name $script:InTheWay -ErrorAction SilentlyContinue)
    if ($loaded.Count -gt 0) { $troubles += New-Trouble 'other-module-loaded' @{ found = [string] $loaded[0].Name } }

    $installed = @(foreach ($one in $facts.modules) { [version] $one })
    if ($installed.Count -eq 0) { $troubles += New-Trouble 'module-missing' @{ minimum = [string] $script:OldestModule } }
    else {
        $version = Select-ModuleVersion $installed $powershell $facts.edition
        if ($null -eq $version) {
            $newest = @($installed | Sort-Object -Descending)[0]
            if ($newest -lt $script:OldestModule) {
                $troubles += New-Trouble 'module-old' @{ found = @($facts.modules); minimum = [string] $script:OldestModule }
            }
            else { $troubles += New-Trouble 'module-too-new' @{ found = @($facts.modules); host = $facts.powershell } }
        }
        elseif (@($facts.modules | Select-Object -Unique).Count -gt 1) {
            $warnings += New-Trouble 'module-two-versions' @{ found = @($facts.modules); taken = [string] $version }
        }
    }
    # a window keeps the version it loaded first
    foreach ($one in @(Get-Module -Name $script:ModuleName -ErrorAction SilentlyContinue)) {
        if ($null -ne $version -and $one.Version -ne $version) {
            $troubles += New-Trouble 'other-module-loaded' @{ found = ('{0} {1}' -f $one.Name, $one.Version) }
        }
    }
    $by = Get-Value (Get-Value $Connect 'signIn') 'by'
    if ($by -eq 'device' -and $desktop) { $troubles += New-Trouble 'device-sign-in-unavailable' }
    if ($by -eq 'certificate' -and (Test-OnWindows)) {
        $thumbprint = [string] $Connect.signIn.thumbprint
        if (-not (Test-Path -LiteralPath ('Cert:\CurrentUser\My\' + $thumbprint)) -and -not (Test-Path -LiteralPath ('Cert:\LocalMachine\My\' + $thumbprint))) {
            $troubles += New-Trouble 'certificate-missing' @{ found = $thumbprint }
        }
    }
    $facts.module = $(if ($null -eq $version) { $null } else { [string] $version })
    return @{ troubles = $troubles; warnings = $warnings; version = $version; facts = $facts }
}
