@echo off
rem Plays Electron's executable where its binary cannot be had (see README.md beside this file).
"%~dp0..\..\node_modules\.bin\node.cmd" --disable-warning=ExperimentalWarning "%~dp0electron.ts" %*
