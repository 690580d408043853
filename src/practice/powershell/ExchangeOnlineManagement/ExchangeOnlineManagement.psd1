@{
    RootModule        = 'ExchangeOnlineManagement.psm1'
    ModuleVersion     = '3.10.1'
    GUID              = '5a2b2ad5-0c0c-4f5e-9a0f-6d3c6f5b7e11'
    Author            = 'Sendproof'
    Description       = 'Plays the module of this name for the practice tenant. It reaches nothing but this PC.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @('Connect-ExchangeOnline', 'Disconnect-ExchangeOnline', 'Get-ConnectionInformation')
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
