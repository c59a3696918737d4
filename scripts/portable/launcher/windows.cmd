@echo off
rem For computers that stop an unsigned program: the same start by Python, which is signed.
if not exist "%~dp0python\pythonw.exe" goto incomplete
start "" "%~dp0python\pythonw.exe" "%~dp0app\main.py" %*
exit /b 0
:incomplete
chcp 65001 >nul
echo 程序文件夹不完整，请把整个压缩包解压后再启动。
pause
exit /b 1
