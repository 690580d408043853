# Looks at scripts with PowerShell's own parser for what Windows PowerShell 5.1 lacks, and for the house's rules about
# calls of Exchange. One JSON line: { file, line, rule, text } for each finding.
param([Parameter(Mandatory = $true)] [string] $Files, [Parameter(Mandatory = $true)] [string] $Exchange)
$aliases = @{}
foreach ($alias in Get-Alias) { $aliases[$alias.Name] = $true }
# aliases on Windows only
foreach ($alias in 'ls', 'cat', 'sort', 'sleep', 'cp', 'mv', 'rm', 'ps', 'curl', 'wget', 'tee', 'diff', 'kill', 'man', 'start') { $aliases[$alias] = $true }
$newCommands = 'Get-Error', 'Test-Json', 'Join-String', 'Remove-Alias', 'ConvertFrom-Markdown', 'Get-Uptime', 'Start-ThreadJob'
$newParameters = 'AsArray', 'AsHashtable', 'Parallel', 'EscapeHandling', 'EnumsAsStrings', 'AsByteStream', 'LeafBase', 'SkipCertificateCheck', 'Top', 'DateKind'
$newVariables = 'IsWindows', 'IsLinux', 'IsMacOS', 'IsCoreCLR', 'PSStyle'
# keytool is the product's own Java
$doors = 'keytool', 'Call', 'Make', 'kind.read', 'kind.same', 'kind.calls', 'kind.undo', 'kind.more', 'Call.call', 'kind.value', 'kind.text', 'kind.body', 'kind.request'
$exchangeCmdlets = @{}
foreach ($name in Get-Content -LiteralPath $Exchange) { $exchangeCmdlets[$name] = $true }
# they look at the connection of this window only
$local = 'Connect-ExchangeOnline', 'Disconnect-ExchangeOnline', 'Get-ConnectionInformation'

$findings = New-Object System.Collections.ArrayList
function Add-Finding($File, $Ast, $Rule) {
    $null = $findings.Add([ordered] @{ file = $File; line = $Ast.Extent.StartLineNumber; rule = $Rule; text = $Ast.Extent.Text.Substring(0, [Math]::Min(80, $Ast.Extent.Text.Length)) })
}
foreach ($file in Get-Content -LiteralPath $Files) {
    $tokens = $null
    $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref] $tokens, [ref] $errors)
    $name = Split-Path -Leaf $file
    foreach ($wrong in $errors) { $null = $findings.Add([ordered] @{ file = $name; line = $wrong.Extent.StartLineNumber; rule = 'parse-error'; text = $wrong.Message }) }
    foreach ($token in $tokens) {
        if ('QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr', 'QuestionMark' -contains [string] $token.Kind) {
            $null = $findings.Add([ordered] @{ file = $name; line = $token.Extent.StartLineNumber; rule = 'operator-of-7'; text = $token.Text })
        }
    }
    foreach ($ast in $tree.FindAll({ $true }, $true)) {
        $kind = $ast.GetType().Name
        if ($kind -eq 'NamedBlockAst' -and $ast.Unnamed -eq $false -and [string] $ast.BlockKind -eq 'Clean') { Add-Finding $name $ast 'clean-block' }
        if ($kind -eq 'VariableExpressionAst' -and $newVariables -contains $ast.VariablePath.UserPath) { Add-Finding $name $ast 'variable-of-7' }
        if ($kind -eq 'BinaryExpressionAst' -and [string] $ast.Operator -like '*replace' -and $ast.Right.Find({ param($one) $one.GetType().Name -eq 'ScriptBlockExpressionAst' }, $false)) { Add-Finding $name $ast 'replace-by-script' }
        if ($kind -ne 'CommandAst') { continue }
        $first = $ast.CommandElements[0]
        $command = $ast.GetCommandName()
        if ([string] $ast.InvocationOperator -eq 'Ampersand') {
            $door = $first.Extent.Text.TrimStart('$')
            if ($doors -notcontains $door) { Add-Finding $name $ast 'unknown-door' }
        }
        if ([string] $ast.InvocationOperator -eq 'Dot' -and $first.Extent.Text -notmatch "^\(Join-Path \`$parts '[A-Za-z]+\.ps1'\)$") { Add-Finding $name $ast 'dot-source' }
        if (-not $command) { continue }
        if ('Invoke-Expression', 'iex', 'Add-Type', 'Invoke-Command', 'Start-Process' -contains $command) { Add-Finding $name $ast 'text-as-code' }
        if ($aliases.ContainsKey($command)) { Add-Finding $name $ast 'alias' }
        if ($newCommands -contains $command) { Add-Finding $name $ast 'command-of-7' }
        $given = @{}
        foreach ($element in $ast.CommandElements) {
            if ($element.GetType().Name -eq 'CommandParameterAst') {
                if ($newParameters -contains $element.ParameterName) { Add-Finding $name $ast 'parameter-of-7' }
                $given[$element.ParameterName] = $element
            }
        }
        if ($command -eq 'Invoke-MgGraphRequest') {
            if (-not $given.ContainsKey('ErrorAction')) { Add-Finding $name $ast 'no-error-action' }
            if ($ast.Extent.Text -notmatch ' @p ') { Add-Finding $name $ast 'values-in-the-text' }
            $holder = $ast.Parent
            while ($null -ne $holder -and $holder.GetType().Name -ne 'FunctionDefinitionAst') { $holder = $holder.Parent }
            $inside = $null -ne $holder -and $holder.Name -eq 'Send-GraphChange'
            if (-not $inside -and $ast.Extent.Text -notmatch '^Invoke-MgGraphRequest -Method GET @p ') { Add-Finding $name $ast 'request-outside-the-gate' }
        }
        if ($command -match '-Mg' -and 'Connect-MgGraph', 'Get-MgContext', 'Get-MgEnvironment', 'Disconnect-MgGraph', 'Invoke-MgGraphRequest' -notcontains $command) { Add-Finding $name $ast 'another-module' }
        if (-not $exchangeCmdlets.ContainsKey($command)) { continue }
        $position = $ast.Parent
        if ($position.GetType().Name -eq 'PipelineAst' -and $position.PipelineElements.Count -gt 1) { Add-Finding $name $ast 'exchange-in-a-pipeline' }
        if (-not $given.ContainsKey('ErrorAction')) { Add-Finding $name $ast 'no-error-action' }
        if ($local -contains $command) { continue }
        if ($ast.Extent.Text -notmatch '^[A-Za-z]+-[A-Za-z]+ @p ') { Add-Finding $name $ast 'values-in-the-text' }
        if ($command -notmatch '^(Get|Test)-') {
            if ($ast.Extent.Text -notmatch ' -Confirm:\$false ') { Add-Finding $name $ast 'would-ask' }
            $holder = $ast.Parent
            while ($null -ne $holder -and -not ($holder.GetType().Name -eq 'CommandAst' -and $holder.GetCommandName() -eq 'New-Call')) { $holder = $holder.Parent }
            if ($null -eq $holder) { Add-Finding $name $ast 'change-outside-the-gate' }
        }
    }
}
ConvertTo-Json -InputObject @($findings) -Depth 4 -Compress
