# Starts a script of assets/powershell against the practice tenant. The one folder it may take modules from, besides
# PowerShell's own, is this one: a real ExchangeOnlineManagement on the same PC would sign in to the real Exchange.
param(
    [Parameter(Mandatory = $true)] [string] $Script,
    [Parameter(Mandatory = $true)] [string] $Plan,
    [Parameter(Mandatory = $true)] [string] $Result,
    [switch] $Preview
)

$env:PSModulePath = (@($PSScriptRoot, (Join-Path $PSHOME 'Modules')) -join [System.IO.Path]::PathSeparator)
$arguments = @{ Plan = $Plan; Result = $Result; Output = 'Json' }
if ($Preview) { $arguments['Preview'] = $true }
& $Script @arguments
exit $LASTEXITCODE
