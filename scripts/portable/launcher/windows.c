/* 收费检查工作台.exe: starts python\pythonw.exe app\main.py with its own arguments, nothing else.
   So sys.executable stays a Python, and the child processes that read foreign files work. */
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <shellapi.h>

#define LONGEST 32768
static WCHAR here[LONGEST], line[LONGEST];

static int refuse(PCWSTR sentence) {
    MessageBoxW(0, sentence, L"收费检查工作台", MB_ICONERROR);
    return 1;
}

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR arguments, int show) {
    STARTUPINFOW start = {sizeof start};
    PROCESS_INFORMATION process;
    DWORD length = GetModuleFileNameW(0, here, LONGEST);
    WCHAR *cut = wcsrchr(here, L'\\');
    if (cut) *cut = 0;
    if (length >= LONGEST || 2 * lstrlenW(here) + lstrlenW(arguments) + 64 > LONGEST)
        return refuse(L"程序文件夹的路径太长，请移到较浅的文件夹再启动。");
    lstrcatW(line, L"\"");
    lstrcatW(line, here);
    lstrcatW(line, L"\\python\\pythonw.exe\" \"");
    lstrcatW(line, here);
    lstrcatW(line, L"\\app\\main.py\" ");
    lstrcatW(line, arguments);
    if (!CreateProcessW(0, line, 0, 0, FALSE, 0, 0, 0, &start, &process))
        return refuse(L"程序文件夹不完整，请把整个压缩包解压后再启动。");
    AllowSetForegroundWindow(process.dwProcessId);
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return 0;
}
