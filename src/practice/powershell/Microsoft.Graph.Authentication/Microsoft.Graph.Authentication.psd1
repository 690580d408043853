@{
    RootModule        = 'Microsoft.Graph.Authentication.psm1'
    ModuleVersion     = '2.36.1'
    GUID              = '0f6e3c0a-7b0d-4f53-9d42-2f1f0c6b9a55'
    Author            = 'Sendproof'
    Description       = 'Plays the module of this name for the practice tenant. It reaches nothing but this PC.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @('Connect-MgGraph', 'Disconnect-MgGraph', 'Get-MgContext', 'Invoke-MgGraphRequest')
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
